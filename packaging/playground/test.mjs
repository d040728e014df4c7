// Checks a project with the playground's modules, and compares the findings with those of the program: test.mjs FOLDER PROJECT REPORT.json
import { readFile, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, project, report] = process.argv.slice(2);
await import(pathToFileURL(join(folder, "wasm_exec.js")));
const { load } = await import(pathToFileURL(join(folder, "playground.js")));
const playground = await load((name) => readFile(join(folder, name)));
const files = {};
for (const entry of await readdir(project, { recursive: true, withFileTypes: true })) {
  if (entry.isFile()) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files[relative(project, path)] = await readFile(path, "utf8");
  }
}
const told = ({ findings }) => findings.map((f) => `${f.path}:${f.start.line}:${f.start.column}: ${f.severity}: ${f.message} [${f.rule}]`).sort();
const got = told(playground.check(files));
const want = told(JSON.parse(await readFile(report, "utf8")));
const missing = want.filter((line) => !got.includes(line));
const added = got.filter((line) => !want.includes(line));
for (const line of missing) console.error("- " + line);
for (const line of added) console.error("+ " + line);
console.log(`playground: ${got.length} findings, ${want.length} of the program`);
process.exit(missing.length + added.length > 0 || want.length === 0 ? 1 : 0);
