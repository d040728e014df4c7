#!/usr/bin/env node
// Starts the program of this platform, which npm has installed as an optional dependency.
"use strict";

const { spawnSync } = require("node:child_process");
const { name } = require("../package.json");

function program() {
  const file = process.platform === "win32" ? "agentlint.exe" : "agentlint";
  const pack = `${name}-${process.platform}-${process.arch}`;
  try {
    return require.resolve(`${pack}/bin/${file}`);
  } catch {
    console.error(
      `agentlint: there is no program for ${process.platform} on ${process.arch}: the package ${pack} is not installed; ` +
        "install without --omit=optional, or see whether there is one for this platform",
    );
    process.exit(2);
  }
}

const done = spawnSync(program(), process.argv.slice(2), { stdio: "inherit", windowsHide: true });
if (done.error) {
  console.error(`agentlint: ${done.error.message}`);
  process.exit(2);
}
if (done.signal) {
  process.kill(process.pid, done.signal);
}
process.exit(done.status ?? 2);
