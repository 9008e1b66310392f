#!/bin/sh
# install.sh DIRECTORY: puts a VS Code that runs in a browser, and what drives it, into DIRECTORY.
#
# The npm package code-server holds VS Code's server, its web workbench and the extension host of Node. Its
# post-install script compiles and downloads things that are not needed here, so no scripts are run. VS Code 1.100
# runs on Node 20. A Chromium is needed too: `apt-get install chromium`, or name one in CHROMIUM.
set -eu
version=4.100.3
mkdir -p "$1"
cd "$1"
[ -f package.json ] || echo '{"name":"vscode-under-test","version":"0.0.0","private":true}' > package.json
npm install --no-audit --no-fund --ignore-scripts "code-server@$version" playwright-core
cd node_modules/code-server/lib/vscode
npm install --no-audit --no-fund --omit=dev --ignore-scripts
node out/server-main.js --version
