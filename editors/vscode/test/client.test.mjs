// Speaks with the server that is in the extension as an editor does: AGENTLINT_EXTENSION is the folder of the extension, as packed.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import rpc from "vscode-jsonrpc/node.js";

const extension = process.env.AGENTLINT_EXTENSION;
assert.ok(extension, "AGENTLINT_EXTENSION names no folder");
const program = join(extension, "bin", process.platform === "win32" ? "agentlint.exe" : "agentlint");
const folder = mkdtempSync(join(tmpdir(), "agentlint-vscode-"));
const uri = (name) => pathToFileURL(join(folder, name)).href;
const script = 'import torch\n\nprint(f"done")\nx = torch.load("a")\n';

let server, connection, initialized;
const published = [];
const waiting = [];

before(async () => {
  writeFileSync(join(folder, "train.py"), script);
  server = spawn(program, ["lsp"], { cwd: folder, stdio: ["pipe", "pipe", "inherit"] });
  connection = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  connection.onNotification("textDocument/publishDiagnostics", (found) => {
    published.push(found);
    waiting.splice(0).forEach((look) => look());
  });
  connection.listen();
  initialized = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { notebookDocument: { synchronization: {} } },
  });
  await connection.sendNotification("initialized", {});
});

after(async () => {
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
});

function diagnostics(of, version) {
  return new Promise((resolve) => {
    const look = () => {
      const found = published.find((each) => each.uri === of && each.version === version);
      found ? resolve(found.diagnostics) : waiting.push(look);
    };
    look();
  });
}

test("the extension has what its manifest names", () => {
  const manifest = JSON.parse(readFileSync(join(extension, "package.json"), "utf8"));
  const code = readFileSync(join(extension, manifest.main), "utf8");
  for (const { command } of manifest.contributes.commands) {
    assert.ok(code.includes(command.replace("agentlint.", "")), `${command} is not in the code`);
  }
  assert.ok(existsSync(program), "the program is not in it");
  assert.ok(!code.includes("github.com/agentlint"), "it leads to another project");
});

test("findings and a fix", async () => {
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: uri("train.py"), languageId: "python", version: 1, text: script },
  });
  const found = await diagnostics(uri("train.py"), 1);
  assert.deepEqual(found.map((each) => each.code), ["f-string-without-placeholder", "unsafe-torch-load"]);
  const actions = await connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri: uri("train.py") },
    range: { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } },
    context: { diagnostics: [], only: ["source.fixAll.agentlint"] },
  });
  assert.equal(actions.length, 1);
  assert.deepEqual(actions[0].edit.changes[uri("train.py")].map((each) => each.newText), [""]);
});

test("a cell of a notebook", async () => {
  assert.ok(initialized.capabilities.notebookDocumentSync, "the server does not ask for notebooks");
  const cell = uri("train.ipynb").replace("file:", "vscode-notebook-cell:") + "#a";
  await connection.sendNotification("notebookDocument/didOpen", {
    notebookDocument: { uri: uri("train.ipynb"), notebookType: "jupyter-notebook", version: 1, cells: [{ kind: 2, document: cell }] },
    cellTextDocuments: [{ uri: cell, languageId: "python", version: 1, text: script }],
  });
  const found = await diagnostics(cell, 1);
  assert.deepEqual(found.map((each) => each.range.start.line), [2, 3]);
});

test("a page of a rule and a story", () => {
  assert.match(execFileSync(program, ["explain", "missing-seed"], { encoding: "utf8" }), /^# missing-seed/);
  assert.match(execFileSync(program, ["trace", "train.py"], { encoding: "utf8", cwd: folder }), /^train\.py\n/);
});
