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
const [select, name, text, state, list, page] = ["file", "name", "text", "state", "findings", "page"].map((id) => at("pg-" + id));
let current = "train.py";

function show(path) {
  current = path;
  select.replaceChildren(...Object.keys(files).map((file) => new Option(file, file, false, file === path)));
  text.value = files[path];
}

function finding(f, playground) {
  const item = document.createElement("li");
  const place = document.createElement("a");
  place.href = "#pg-text";
  place.textContent = `${f.path}:${f.start.line}:${f.start.column}`;
  place.onclick = () => {
    show(f.path);
    text.focus();
    const lines = text.value.split("\n").slice(0, f.start.line);
    const end = lines.join("\n").length;
    text.setSelectionRange(end - lines.at(-1).length, end);
  };
  const rule = document.createElement("button");
  rule.textContent = f.rule;
  rule.style.textDecoration = "underline";
  rule.onclick = () => {
    page.hidden = false;
    page.textContent = playground.explain(f.rule);
  };
  item.append(place, ` ${f.severity}: ${f.message} `, rule);
  return item;
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
    list.replaceChildren(...findings.map((f) => finding(f, playground)));
    state.textContent = `${findings.length} findings in ${Math.round(performance.now() - began)} ms`;
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
