import * as vscode from "vscode";

const scheme = "agentlint";

/** Documents that the program has written: pages of rules, stories, policies. */
export class Pages implements vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();

  constructor(context: vscode.ExtensionContext) {
    context.subscriptions.push(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument((document) => this.texts.delete(document.uri.toString())),
    );
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? "";
  }

  /** Shows a text under a name, Markdown as a preview. */
  async show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: name, query: String(Date.now()) });
    this.texts.set(uri.toString(), text);
    if (name.endsWith(".md")) {
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    } else {
      await vscode.window.showTextDocument(uri, { preview: true });
    }
  }
}
