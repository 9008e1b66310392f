/** `leaklint rules` and `leaklint explain`. */
import { ruleUrl } from "../lint/docs.js";
import { RuleNames, suggestion } from "../lint/names.js";
import type { RuleDefinition } from "../rules/define.js";
import { type Io, UsageError } from "./io.js";

/** All rules, as a table or as JSON. @throws UsageError */
export function listRules(rules: readonly RuleDefinition[], format: string, io: Io): void {
  if (format === "json") {
    const entries = rules.map(({ id, name, family, level, fix, summary }) => ({
      id,
      name,
      family,
      level,
      fix,
      summary,
      docs: ruleUrl(id),
    }));
    io.out(`${JSON.stringify(entries, null, 2)}\n`);
  } else if (format === "text") {
    io.out(table(rules));
  } else {
    throw new UsageError(`unknown format '${format}'${suggestion(format, ["text", "json"], "; there are text, json")}`);
  }
}

function table(rules: readonly RuleDefinition[]): string {
  const rows = rules.map((rule) => [rule.id, rule.name, rule.family, shownLevel(rule), rule.fix, rule.summary]);
  const all = [["id", "name", "family", "level", "fix", "summary"], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}\n`).join("");
}

function shownLevel(rule: RuleDefinition): string {
  return rule.optIn === true ? `${rule.level} (off)` : rule.level;
}

/** The documentation of a rule. @throws UsageError when there is no such rule. */
export function explain(rules: readonly RuleDefinition[], wanted: string, io: Io): void {
  const names = new RuleNames(rules);
  const id = names.rule(wanted);
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) throw new UsageError(`unknown rule '${wanted}'${names.suggestRule(wanted)}`);
  const facts = `Family: ${rule.family}. Level: ${shownLevel(rule)}. Fix: ${rule.fix}.`;
  const examples = rule.examples.flatMap((example) => [
    `## ${example.title}`,
    `\`\`\`python\n${example.bad.trim()}\n\`\`\``,
    "Instead:",
    `\`\`\`python\n${example.good.trim()}\n\`\`\``,
  ]);
  const parts = [
    `# ${rule.id} ${rule.name}`,
    `${rule.summary}.`,
    facts,
    rule.documentation.trim(),
    ...examples,
    ruleUrl(rule.id),
  ];
  io.out(`${parts.join("\n\n")}\n`);
}
