/** The data that comes with leaklint, one file for each area. */
import archives from "./archives.json" with { type: "json" };
import asyncio from "./asyncio.json" with { type: "json" };
import builtins from "./builtins.json" with { type: "json" };
import contextlib from "./contextlib.json" with { type: "json" };
import database from "./database.json" with { type: "json" };
import descriptors from "./descriptors.json" with { type: "json" };
import files from "./files.json" with { type: "json" };
import locks from "./locks.json" with { type: "json" };
import logging from "./logging.json" with { type: "json" };
import network from "./network.json" with { type: "json" };
import parsing from "./parsing.json" with { type: "json" };
import paths from "./paths.json" with { type: "json" };
import processes from "./processes.json" with { type: "json" };
import runtime from "./runtime.json" with { type: "json" };
import sockets from "./sockets.json" with { type: "json" };
import system from "./system.json" with { type: "json" };
import text from "./text.json" with { type: "json" };
import windows from "./windows.json" with { type: "json" };

/** Every data file under its name; a test checks each against the schema. */
export const dataFiles: Readonly<Record<string, unknown>> = {
  archives,
  asyncio,
  builtins,
  contextlib,
  database,
  descriptors,
  files,
  locks,
  logging,
  network,
  system,
  parsing,
  paths,
  processes,
  runtime,
  sockets,
  text,
  windows,
};
