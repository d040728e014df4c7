// What Zed gives an extension, as far as the one for agentlint uses it.
export const told = { which: undefined, settings: {}, asked: [] };

export class Worktree {
  id() {
    return 1n;
  }
  which(name) {
    told.asked.push(name);
    return told.which;
  }
  shellEnv() {
    return [["SHELL", "sh"]];
  }
}

export class Project {}
export class KeyValueStore {}

export function getSettings(location, category, key) {
  if (category !== "lsp" || key !== "agentlint") throw `no settings ${category} ${key}`;
  return JSON.stringify(told.settings);
}
