package server

import (
	"encoding/json"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/gate"
	"github.com/agentlint/agentlint/lint"
)

// What Cursor sends and reads, as of https://cursor.com/docs/hooks, checked 2026-12-01. Before a tool is used, "ask" is accepted and comes to
// nothing; before a command of a shell, the user is asked. A tool that deletes a file names the file alone, and the directory of the
// project may be in workspace_roots only.

// shellEvent is the event before a command of a shell, which has the command beside its name.
const shellEvent = "beforeShellExecution"

func (e hookEvent) isCursor() bool { return e.Conversation != "" }

// cursorArgs is what a tool of Cursor is used with, in the words of other hosts.
func (e hookEvent) cursorArgs() json.RawMessage {
	var args any
	switch {
	case e.Name == shellEvent:
		args = map[string]string{"command": e.Command}
	case e.Name == "afterFileEdit":
		args = map[string]any{"file_path": e.FilePath, "edits": e.Edits}
	case e.Tool == "Delete":
		var in toolInput
		if json.Unmarshal(gate.Unquoted(e.Input), &in) != nil || in.file() == "" {
			return nil
		}
		args = map[string]string{"patch": gate.Deletion(in.file())}
	default:
		return e.Input
	}
	out, err := json.Marshal(args)
	if err != nil {
		return nil // of edits that are no JSON, which can't have been read
	}
	return out
}

// root is the directory of the project. Cursor writes C:\project as /C:/project.
func (e hookEvent) root() string {
	if len(e.Roots) == 0 {
		return ""
	}
	root := e.Roots[0]
	if len(root) > 2 && root[0] == '/' && root[2] == ':' && filepath.VolumeName(root[1:]) != "" {
		return root[1:]
	}
	return root
}

// cursorVerdict says in Cursor's words what is to become of the use of a tool. What is only told is answered with "ask": unlike "allow", it
// grants nothing that other hooks or the user's own settings do not.
func (e hookEvent) cursorVerdict(v gate.Verdict) *hookAnswer {
	if v.Decision == gate.Tell {
		v.Decision = gate.Ask
	}
	return &hookAnswer{Permission: v.Decision, UserMessage: v.Reason, AgentMessage: v.Reason}
}

// cursorFindings says what was found in a file: before it is written, errors keep it from being so; after that, all is context.
func (e hookEvent) cursorFindings(run *check.Run, reasons []string) *hookAnswer {
	if e.moment() == afterUse {
		return &hookAnswer{CursorContext: complaint(run, "", reasons)}
	}
	if run.Count(lint.Error) == 0 {
		return nil
	}
	text := complaint(run, "The file was not written. Write it without the errors.", nil)
	return &hookAnswer{Permission: gate.Deny, UserMessage: "agentlint found errors in what was to be written to " + strings.Join(pathsOf(run), ", "), AgentMessage: text}
}

func pathsOf(run *check.Run) (paths []string) {
	for i := range run.Findings {
		if path := run.Findings[i].Path; len(paths) == 0 || paths[len(paths)-1] != path {
			paths = append(paths, path)
		}
	}
	return paths
}
