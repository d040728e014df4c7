//! Starts `agentlint lsp` for Zed: the program that the settings name, or else the one on the `PATH`.

use zed_extension_api::{self as zed, settings::LspSettings, Command, LanguageServerId, Result, Worktree};

struct Agentlint;

impl zed::Extension for Agentlint {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let (path, arguments, env) = match binary {
            Some(named) => (named.path, named.arguments, named.env),
            None => (None, None, None),
        };
        let mut variables = worktree.shell_env();
        variables.extend(env.unwrap_or_default());
        Ok(Command {
            command: path
                .or_else(|| worktree.which("agentlint"))
                .ok_or("agentlint is not on the PATH; install it, or name it in lsp.agentlint.binary.path")?,
            args: arguments.unwrap_or_else(|| vec!["lsp".to_string()]),
            env: variables,
        })
    }
}

zed::register_extension!(Agentlint);
