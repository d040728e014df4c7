// Loads the program and its parser, two WebAssembly modules, and gives what is typed to them. Nothing leaves the page.

// What the parser's C library asks of a system: it gets no files, no time and no arguments.
const system = new Proxy({}, { get: (_, name) => (name === "proc_exit" ? (code) => { throw new Error(`the parser has left with ${code}`); } : () => 52) });

export async function load(read) {
  const parser = await WebAssembly.instantiate(await read("parser.wasm"), { wasi_snapshot_preview1: system });
  parser.instance.exports._initialize();
  globalThis.agentlintParser = parser.instance.exports;
  const go = new globalThis.Go();
  const program = await WebAssembly.instantiate(await read("agentlint.wasm"), go.importObject);
  await new Promise((ready) => {
    globalThis.agentlintReady = ready;
    go.run(program.instance);
  });
  return {
    check: (files) => JSON.parse(globalThis.agentlintCheck(JSON.stringify(files))),
    explain: (rule) => globalThis.agentlintExplain(rule),
  };
}
