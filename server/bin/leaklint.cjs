#!/usr/bin/env node
"use strict";
// `leaklint server` is the language server, everything else the batch command; each is a bundle of its own.

const { existsSync } = require("node:fs");
const path = require("node:path");
const v8 = require("node:v8");

const [command, ...options] = process.argv.slice(2);
const asksForHelp = options.includes("--help") || options.includes("-h");
const bundle = command === "server" && !asksForHelp ? "server.cjs" : "cli.cjs";
const file = path.join(__dirname, "..", "dist", bundle);

// By itself V8 lets the heap of each thread grow to four times of what is in use before it looks what can go.
v8.setFlagsFromString("--heap-growing-percent=100");

if (existsSync(file)) {
  require(file);
} else {
  process.stderr.write(`leaklint: ${path.normalize(file)} is missing. In a checkout, run 'npm run build' first.\n`);
  process.exitCode = 2;
}
