/** The data that comes with leaklint, one file for each area. */
import archives from "./archives.json" with { type: "json" };
import asyncio from "./asyncio.json" with { type: "json" };
import builtins from "./builtins.json" with { type: "json" };
import collections from "./collections.json" with { type: "json" };
import containers from "./containers.json" with { type: "json" };
import contextlib from "./contextlib.json" with { type: "json" };
import database from "./database.json" with { type: "json" };
import descriptors from "./descriptors.json" with { type: "json" };
import files from "./files.json" with { type: "json" };
import borrowersLibraries from "./libraries/borrowers.json" with { type: "json" };
import containersLibraries from "./libraries/containers.json" with { type: "json" };
import dataLibraries from "./libraries/data.json" with { type: "json" };
import filesLibraries from "./libraries/files.json" with { type: "json" };
import httpLibraries from "./libraries/http.json" with { type: "json" };
import listenersLibraries from "./libraries/listeners.json" with { type: "json" };
import locksLibraries from "./libraries/locks.json" with { type: "json" };
import mediaLibraries from "./libraries/media.json" with { type: "json" };
import remoteLibraries from "./libraries/remote.json" with { type: "json" };
import sqlLibraries from "./libraries/sql.json" with { type: "json" };
import sqlalchemyLibraries from "./libraries/sqlalchemy.json" with { type: "json" };
import storesLibraries from "./libraries/stores.json" with { type: "json" };
import tasksLibraries from "./libraries/tasks.json" with { type: "json" };
import listeners from "./listeners.json" with { type: "json" };
import locks from "./locks.json" with { type: "json" };
import logging from "./logging.json" with { type: "json" };
import network from "./network.json" with { type: "json" };
import parsing from "./parsing.json" with { type: "json" };
import paths from "./paths.json" with { type: "json" };
import processes from "./processes.json" with { type: "json" };
import references from "./references.json" with { type: "json" };
import runtime from "./runtime.json" with { type: "json" };
import sockets from "./sockets.json" with { type: "json" };
import system from "./system.json" with { type: "json" };
import tasks from "./tasks.json" with { type: "json" };
import text from "./text.json" with { type: "json" };
import windows from "./windows.json" with { type: "json" };

/** The standard library, which CPython itself can be asked about. */
export const standardLibrary: Readonly<Record<string, unknown>> = {
  archives,
  asyncio,
  builtins,
  collections,
  containers,
  contextlib,
  database,
  descriptors,
  files,
  listeners,
  locks,
  logging,
  network,
  system,
  parsing,
  paths,
  processes,
  references,
  runtime,
  sockets,
  tasks,
  text,
  windows,
};

/** Libraries that people install. */
export const libraries: Readonly<Record<string, unknown>> = {
  "libraries/borrowers": borrowersLibraries,
  "libraries/containers": containersLibraries,
  "libraries/data": dataLibraries,
  "libraries/files": filesLibraries,
  "libraries/http": httpLibraries,
  "libraries/listeners": listenersLibraries,
  "libraries/locks": locksLibraries,
  "libraries/media": mediaLibraries,
  "libraries/remote": remoteLibraries,
  "libraries/sql": sqlLibraries,
  "libraries/sqlalchemy": sqlalchemyLibraries,
  "libraries/stores": storesLibraries,
  "libraries/tasks": tasksLibraries,
};

/** Every data file under its name; a test checks each against the schema. */
export const dataFiles: Readonly<Record<string, unknown>> = { ...standardLibrary, ...libraries };
