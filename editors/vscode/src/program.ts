import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";

/** The program to run: what the settings name, else the bundled one, else the one on the PATH. */
export function program(context: vscode.ExtensionContext): string {
  const named = vscode.workspace.getConfiguration("agentlint").get<string>("path");
  if (named) {
    return named;
  }
  const file = process.platform === "win32" ? "agentlint.exe" : "agentlint";
  const bundled = path.join(context.extensionPath, "bin", file);
  return fs.existsSync(bundled) ? bundled : file;
}

/** What the program prints. Findings (exit code 1) are no failure. */
export function output(program: string, args: string[], cwd?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && error.code !== 1) {
        reject(new Error(stderr.trim() || error.message));
      } else {
        resolve(stdout);
      }
    });
  });
}
