// Runs the compiled extension for Zed with a worktree and settings of its own, as Zed would, and prints the command that it returns.
// Arguments: the folder into which jco has transpiled it, and agentlint.
import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, program] = process.argv.slice(2);
const host = await import(pathToFileURL(join(folder, "host.js")).href);
const extension = await import(pathToFileURL(join(folder, "extension.js")).href);
extension.initExtension();

const command = (found, settings) => {
  host.told.which = found;
  host.told.settings = settings;
  return extension.languageServerCommand("agentlint", new host.Worktree());
};

assert.throws(() => command(undefined, {}), /not on the PATH/);
assert.deepEqual(host.told.asked, ["agentlint"]);
const named = command(program, { binary: { path: "/opt/agentlint", arguments: ["lsp", "--stdio"], env: { A: "1" } } });
assert.deepEqual(named, { command: "/opt/agentlint", args: ["lsp", "--stdio"], env: [["SHELL", "sh"], ["A", "1"]] });
const plain = command(program, {});
assert.deepEqual(plain, { command: program, args: ["lsp"], env: [["SHELL", "sh"]] });
console.log(JSON.stringify([plain.command, ...plain.args]));
