/** The command line: what there is to say, and what it calls. */
import { Command, CommanderError } from "commander";
import { createLinter } from "../lint/linter.js";
import { ConfigurationError } from "../lint/settings.js";
import { formats } from "../report/formats.js";
import { check } from "./check.js";
import { graph } from "./graph.js";
import { exitStatus, type Io, UsageError } from "./io.js";
import { checkOptions, type RawCheckOptions } from "./options.js";
import { explain, listRules } from "./rules.js";
import { version } from "./version.js";

/** Run a command line (without node and script). Gives the exit status; never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let status: number = exitStatus.ok;
  const program = new Command("leaklint")
    .description("Finds resource and memory leaks in Python, shows why, and fixes them.")
    .version(version, "-V, --version", "print the version")
    .helpCommand("help [command]", "print help on a command")
    .exitOverride()
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      outputError: (text, write) => write(text.replace(/^error: /, "leaklint: ")),
    });
  addCheck(program, async (paths, options) => {
    status = await check(checkOptions(paths, options, io.directory), io);
  });
  program
    .command("rules")
    .description("list all rules")
    .option("--format <format>", "text or json", "text")
    .action(async ({ format }: { format: string }) => listRules((await createLinter()).rules, format, io));
  program
    .command("explain")
    .description("print the documentation of a rule")
    .argument("<rule>", "id or name")
    .action(async (rule: string) => explain((await createLinter()).rules, rule, io));
  program
    .command("graph")
    .description("print the reference cycles of files as a picture")
    .argument("<paths...>", "files and directories")
    .option("--format <format>", "dot, mermaid, svg", "svg")
    .action(async (paths: string[], { format }: { format: string }) => {
      status = await graph(paths, format, io);
    });
  program
    .command("server")
    .description("run the language server")
    .option("--stdio", "speak over standard input and output")
    .action(() => {
      throw new UsageError("the language server is started by the 'leaklint' executable");
    });
  try {
    if (argv.length === 0) program.outputHelp({ error: true });
    else await program.parseAsync(argv, { from: "user" });
    return argv.length === 0 ? exitStatus.failure : status;
  } catch (error) {
    return failure(error, io);
  }
}

function addCheck(program: Command, action: (paths: string[], options: RawCheckOptions) => Promise<void>): void {
  program
    .command("check")
    .description("lint files and directories")
    .argument("[paths...]", "files and directories; '-' for standard input; default: the current directory")
    .option("--format <format>", Object.keys(formats).join(", "), "text")
    .option("-o, --output-file <file>", "write the report to a file")
    .option("--select <rules>", "rules to run, in place of the configured ones: ids, names, families, ALL", list)
    .option("--extend-select <rules>", "rules to run besides the configured ones", list)
    .option("--ignore <rules>", "rules not to run", list)
    .option("--fix", "apply safe fixes")
    .option("--unsafe-fixes", "with --fix or --diff: fixes too that may change behaviour; changes nothing on its own")
    .option("--diff", "print what --fix would change, and change nothing")
    .option("--statistics", "count findings by rule")
    .option("-j, --jobs <number>", "how many files to lint at a time")
    .option("--no-cache", "lint files again that have not changed")
    .option("--isolated", "read no configuration files")
    .option("--config <file>", "use this configuration file")
    .option("--stdin-filename <file>", "the name of what comes from standard input")
    .option("--exit-zero", "exit with 0 even if there are findings")
    .option("-q, --quiet", "print findings and errors only")
    .option("--fail-on <level>", "lowest level that makes the exit status 1: error, warning, information, hint")
    .addHelpText(
      "after",
      "\nExit status: 0 nothing found at or above --fail-on (default: warning); 1 findings; 2 wrong usage or configuration, or files that could not be linted.",
    )
    .action(action);
}

/** Options with lists may be repeated, and separate by commas. */
function list(value: string, previous: readonly string[] | undefined): readonly string[] {
  const parts = value.split(",").map((part) => part.trim());
  return [...(previous ?? []), ...parts.filter((part) => part !== "")];
}

function failure(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.ok : exitStatus.failure;
  const expected = error instanceof UsageError || error instanceof ConfigurationError;
  const text = error instanceof Error ? (expected ? error.message : (error.stack ?? error.message)) : String(error);
  io.err(`leaklint: ${expected ? "" : "internal error: "}${text}\n`);
  return exitStatus.failure;
}
