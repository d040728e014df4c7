import * as path from "node:path";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";
import { Pages } from "./pages";
import { output, program } from "./program";

const languages = ["python", "markdown", "json", "jsonc", "yaml", "toml"];

let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const channel = vscode.window.createOutputChannel("agentlint");
  const status = vscode.window.createStatusBarItem("agentlint", vscode.StatusBarAlignment.Right);
  status.name = "agentlint";
  status.command = "agentlint.showOutput";
  const pages = new Pages(context);
  context.subscriptions.push(channel, status);

  const restart = async () => {
    await client?.dispose();
    client = undefined;
    if (vscode.workspace.getConfiguration("agentlint").get<boolean>("enable")) {
      client = newClient(context, channel, status);
      await client.start();
    } else {
      status.hide();
    }
  };

  const command = (name: string, run: () => Promise<void> | void) =>
    vscode.commands.registerCommand(`agentlint.${name}`, async () => {
      try {
        await run();
      } catch (error) {
        void vscode.window.showErrorMessage(`agentlint: ${error instanceof Error ? error.message : error}`);
      }
    });

  context.subscriptions.push(
    command("restart", restart),
    command("showOutput", () => channel.show()),
    command("fixAll", fixAll),
    command("explainRule", () => explainRule(context, pages)),
    command("showStory", () => showStory(context, pages)),
    command("showPolicy", () => showPolicy(context, pages)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("agentlint.path") || event.affectsConfiguration("agentlint.enable")) {
        void vscode.commands.executeCommand("agentlint.restart");
      }
    }),
  );
  await vscode.commands.executeCommand("agentlint.restart");
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

/** Starts the language server. Notebooks are synchronised because the server says that it wants them. */
function newClient(
  context: vscode.ExtensionContext,
  outputChannel: vscode.OutputChannel,
  status: vscode.StatusBarItem,
): LanguageClient {
  const server: ServerOptions = { command: program(context), args: ["lsp"] };
  const options: LanguageClientOptions = {
    documentSelector: languages.map((language) => ({ scheme: "file", language })),
    outputChannel,
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/{*.py,*.ipynb,*.md,*.mdc,*.json,*.yaml,*.yml,*.toml}"),
    },
  };
  const made = new LanguageClient("agentlint", "agentlint", server, options);
  made.onDidChangeState(({ newState }) => {
    status.text = newState === State.Running ? "$(check) agentlint" : newState === State.Starting ? "$(sync~spin) agentlint" : "$(error) agentlint";
    status.tooltip = newState === State.Stopped ? "agentlint has stopped; click for its output" : "agentlint checks this folder";
    status.show();
  });
  return made;
}

/** Applies the safe fixes of the active editor. */
async function fixAll(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  const everything = new vscode.Range(0, 0, editor.document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    editor.document.uri,
    everything,
    "source.fixAll.agentlint",
  );
  for (const action of actions) {
    if (action.edit) {
      await vscode.workspace.applyEdit(action.edit);
    }
  }
}

/** Opens the page of a rule: of those at the cursor if there are any, or of one that is chosen. */
async function explainRule(context: vscode.ExtensionContext, pages: Pages): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const here = new Set<string>();
  for (const found of editor ? vscode.languages.getDiagnostics(editor.document.uri) : []) {
    if (found.source === "agentlint" && editor?.selection.intersection(found.range)) {
      here.add(String(typeof found.code === "object" ? found.code.value : found.code));
    }
  }
  const rules: { id: string }[] = JSON.parse(await output(program(context), ["rules", "--format", "json"]));
  const names = [...here, ...rules.map((rule) => rule.id).filter((id) => !here.has(id))];
  const rule = here.size === 1 ? [...here][0] : await vscode.window.showQuickPick(names, { placeHolder: "Rule" });
  if (rule) {
    await pages.show(`${rule}.md`, await output(program(context), ["explain", rule]));
  }
}

/** Shows what the program understood of the active script. */
async function showStory(context: vscode.ExtensionContext, pages: Pages): Promise<void> {
  const uri = vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== "file") {
    throw new Error("open a script or a notebook that is saved");
  }
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? path.dirname(uri.fsPath);
  const story = await output(program(context), ["trace", path.relative(folder, uri.fsPath)], folder);
  await pages.show(`${path.basename(uri.fsPath)} (story)`, story);
}

/** Shows which boundaries of the definitions are enforced. */
async function showPolicy(context: vscode.ExtensionContext, pages: Pages): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (!folder) {
    throw new Error("open a folder");
  }
  await pages.show("policy.md", await output(program(context), ["policy", "--format", "markdown"], folder));
}
