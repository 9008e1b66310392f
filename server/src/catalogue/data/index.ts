/** The data that comes with leaklint, one file for each area. */
import builtins from "./builtins.json" with { type: "json" };
import contextlib from "./contextlib.json" with { type: "json" };
import descriptors from "./descriptors.json" with { type: "json" };
import files from "./files.json" with { type: "json" };
import parsing from "./parsing.json" with { type: "json" };
import paths from "./paths.json" with { type: "json" };
import sockets from "./sockets.json" with { type: "json" };

/** Every data file under its name; a test checks each against the schema. */
export const dataFiles: Readonly<Record<string, unknown>> = {
  builtins,
  contextlib,
  descriptors,
  files,
  parsing,
  paths,
  sockets,
};
