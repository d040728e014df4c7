// The page: files that can be edited, and what is found in them.
import { load } from "./playground.js";

const files = {
  "train.py": `import torch
from torch.utils.data import DataLoader

from data import Images

def train(columns=[]):
    loader = DataLoader(Images("train"), batch_size=32)
    model = torch.nn.Linear(10, 2)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    for epoch in range(10):
        for x, y in loader:
            loss = torch.nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
    torch.save(model.state_dict(), "model.pt")

if __name__ == "__main__":
    train()
`,
  "data.py": `import torch

class Images(torch.utils.data.Dataset):
    def __init__(self, part):
        self.data = torch.load(f"{part}.pt", weights_only=True)

    def __len__(self):
        return len(self.data)

    def __getitem__(self, i):
        return self.data[i]
`,
  ".github/agents/trainer.agent.md": `---
name: trainer
description: Trains image models when asked.
tools: [read, edit]
handofs:
  - label: Evaluate
    agent: evaluator
---

# Trainer

## Boundaries

### Never

- Use mutable default arguments
`,
};

const at = (id) => document.getElementById(id);
const [select, name, text, state, list] = ["file", "name", "text", "state", "findings"].map((id) => at("pg-" + id));
let current = "train.py";

function show(path) {
  current = path;
  select.replaceChildren(...Object.keys(files).map((file) => new Option(file, file, false, file === path)));
  text.value = files[path];
}

// go shows the line of a finding, selected.
function go(f) {
  files[current] = text.value;
  show(f.path);
  const lines = text.value.split("\n");
  const start = lines.slice(0, f.start.line - 1).join("\n").length + (f.start.line > 1 ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + lines[f.start.line - 1].length);
  text.scrollTop = (f.start.line - 4) * (text.scrollHeight / lines.length);
  text.scrollIntoView({ block: "nearest" });
}

function finding(f) {
  const item = document.createElement("li");
  item.className = f.severity;
  const place = document.createElement("a");
  place.href = "#pg-text";
  place.textContent = `${f.path}:${f.start.line}`;
  place.onclick = (event) => { event.preventDefault(); go(f); };
  const rule = document.createElement("a");
  rule.textContent = f.rule;
  rule.href = `../rules/${f.rule}/`; // the page has files that must not be lost
  rule.target = "_blank";
  item.append(place, ` ${f.severity}: ${f.message} (`, rule, ")");
  return item;
}

// summary counts findings by how bad they are.
function summary(findings) {
  if (!findings.length) return "No findings";
  return ["error", "warning", "note"].flatMap((severity) => {
    const n = findings.filter((f) => f.severity === severity).length;
    return n ? [`${n} ${severity}${n > 1 ? "s" : ""}`] : [];
  }).join(", ");
}

const local = (file) => fetch(new URL(file, import.meta.url)).then((answer) => {
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.arrayBuffer();
});

show(current);
try {
  const playground = await load(local);
  const check = () => {
    files[current] = text.value;
    const began = performance.now();
    const { findings } = playground.check(files);
    list.replaceChildren(...findings.map(finding));
    state.textContent = `${summary(findings)}, in ${Math.round(performance.now() - began)} ms`;
  };
  let timer;
  text.oninput = () => { clearTimeout(timer); timer = setTimeout(check, 300); };
  select.onchange = () => { files[current] = text.value; show(select.value); };
  name.onchange = () => {
    if (name.value) {
      files[current] = text.value;
      files[name.value] ??= "";
      show(name.value);
      name.value = "";
    }
  };
  check();
} catch (err) {
  state.textContent = `The playground can't be loaded: ${err.message}`;
}
