package server

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/gate"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// What goes back at a time, so that it fits into what hosts pass on, which is 10 kB.
const (
	maxHookFindings = 15
	maxHookBytes    = 8000
)

// maxUncollected is how many bytes a hook takes before an edit until it collects what it does not need.
const maxUncollected = 512 << 20

// NewHook returns the command that answers the hooks of coding agents.
func NewHook() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "hook",
		Short: "Report to a coding agent what is wrong with the file that it has just written, and have the user asked before changes that need it",
		Long: `Check the file that a coding agent has written, or is about to write, and report to the agent what is wrong with it. Before an edit
that a boundary says to ask about first, the host is told to ask the user. When the agent stops, it is told what was changed without
asking.

This is a command for the hooks of Claude Code, Codex, VS Code, GitHub Copilot and Cursor: it reads the host's event about the
use of a tool from standard input and answers in the host's JSON. The exit code is always 0, since hosts take any other to mean
that the tool must not run.`,
		FParseErrWhitelist: cobra.FParseErrWhitelist{UnknownFlags: true},
		PersistentPreRunE:  func(*cobra.Command, []string) error { return nil }, // what can fail does so where it is told
		RunE: func(cmd *cobra.Command, _ []string) error {
			if answer := answerHook(cmd.Context(), cmd.InOrStdin()); answer != nil {
				return json.NewEncoder(console.Raw(cmd)).Encode(answer)
			}
			return nil
		},
	}
	return cmd
}

// A hookEvent is what a host says about the use of a tool.
type hookEvent struct {
	Name  string          `json:"hook_event_name"` // empty in GitHub Copilot's own format
	Camel string          `json:"hookEventName"`   // VS Code's
	Dir   string          `json:"cwd"`
	Time  json.RawMessage `json:"timestamp"` // GitHub Copilot's and VS Code's
	Input json.RawMessage `json:"tool_input"`
	// What GitHub Copilot has instead, in Claude Code's format and in its own.
	Result    json.RawMessage `json:"tool_result"`
	OwnArgs   json.RawMessage `json:"toolArgs"`
	OwnResult json.RawMessage `json:"toolResult"` // absent before the use
	Error     json.RawMessage `json:"error"`      // of a use that has failed

	SessionID    string   `json:"session_id"`
	CamelSession string   `json:"sessionId"`       // GitHub Copilot's
	Conversation string   `json:"conversation_id"` // Cursor's
	TurnID       string   `json:"turn_id"`         // Codex's
	Roots        []string `json:"workspace_roots"` // Cursor's
	StopActive   bool     `json:"stop_hook_active"`
	StopReason   string   `json:"stopReason"` // of GitHub Copilot, when the agent stops
	Source       string   `json:"source"`     // when a session starts
	Agent        string   `json:"agentName"`  // of GitHub Copilot, when a subagent starts or stops
	Prompt       string   `json:"prompt"`

	// What Cursor says beside the name of the event, or when the agent stops.
	Tool     string          `json:"tool_name"`
	Command  string          `json:"command"`
	FilePath string          `json:"file_path"`
	Edits    json.RawMessage `json:"edits"`
	Status   string          `json:"status"`

	inspected *inspections
}

// isVSCode reports whether the event is in VS Code's format, in which GitHub Copilot sends events, too.
func (e hookEvent) isVSCode() bool {
	return e.Camel != "" || e.Name != "" && e.Time != nil && !e.isCursor()
}

func (e hookEvent) isCopilot() bool { return e.Name == "" || e.Result != nil }

// A toolInput is what a tool is used with, under the names that hosts have for it.
type toolInput struct {
	FilePath     string  `json:"file_path"`
	NotebookPath string  `json:"notebook_path"`
	CamelPath    string  `json:"filePath"`
	Path         string  `json:"path"`
	Content      *string `json:"content"` // of a file that is written as a whole
}

// args is what the tool is used with, in the host's words.
func (e hookEvent) args() json.RawMessage {
	switch {
	case e.isCursor():
		return e.cursorArgs()
	case e.Name == "":
		return e.OwnArgs
	}
	return e.Input
}

// input returns what the tool is used with, as far as it is about a file.
func (e hookEvent) input() (in toolInput) {
	if json.Unmarshal(gate.Unquoted(e.args()), &in) != nil {
		return toolInput{} // of a tool that is not about files
	}
	return in
}

func (in toolInput) file() string { return cmp.Or(in.FilePath, in.NotebookPath, in.CamelPath, in.Path) }

// A hookAnswer is what goes back to the host.
type hookAnswer struct {
	Decision      string        `json:"decision,omitempty"` // block makes the model read Reason and go on
	Reason        string        `json:"reason,omitempty"`
	SystemMessage string        `json:"systemMessage,omitempty"` // for the user
	Specific      *hookSpecific `json:"hookSpecificOutput,omitempty"`
	Context       string        `json:"additionalContext,omitempty"` // GitHub Copilot's
	// GitHub Copilot's own format, and Cursor's.
	Permitted       string `json:"permissionDecision,omitempty"`
	PermittedReason string `json:"permissionDecisionReason,omitempty"`
	Permission      string `json:"permission,omitempty"`
	UserMessage     string `json:"user_message,omitempty"`
	AgentMessage    string `json:"agent_message,omitempty"`
	FollowUp        string `json:"followup_message,omitempty"`
	CursorContext   string `json:"additional_context,omitempty"`
}

type hookSpecific struct {
	Event    string `json:"hookEventName"`
	Context  string `json:"additionalContext,omitempty"`
	Decision string `json:"permissionDecision,omitempty"`
	Reason   string `json:"permissionDecisionReason,omitempty"`
	// VS Code's, when the agent stops.
	StopDecision string `json:"decision,omitempty"`
	StopReason   string `json:"reason,omitempty"`
}

// answerHook returns what to answer to the event on r, nil if there is nothing to say.
func answerHook(ctx context.Context, r io.Reader) *hookAnswer {
	event, err := readEvent(ctx, r)
	if err != nil {
		return &hookAnswer{SystemMessage: "agentlint: not checked: " + inert.Text(err.Error())} // which hosts without the key ignore
	}
	if event.moment() == beforeUse {
		// An agent waits, and the process ends before there is much to collect.
		debug.SetGCPercent(-1)
		debug.SetMemoryLimit(maxUncollected)
	}
	event.inspected = &inspections{runs: map[string]*check.Run{}, held: event.input().Content == nil}
	asked, err := event.guard(ctx)
	switch {
	case asked != nil:
		return asked
	case err != nil:
		return event.regret(strings.Split("the boundaries were not looked at: "+err.Error(), "\n"))
	case event.moment() != beforeUse && event.moment() != afterUse:
		return nil
	}
	run, err := event.check(ctx)
	switch {
	case err != nil:
		return event.regret(strings.Split("not checked: "+err.Error(), "\n"))
	case run == nil:
		return nil
	}
	return event.answer(run)
}

// readEvent reads one event. Whoever sends it may leave the pipe open.
func readEvent(ctx context.Context, r io.Reader) (hookEvent, error) {
	var event hookEvent
	limited := &io.LimitedReader{R: r, N: maxMessage}
	err := console.UnlessStopped(ctx, func() error { return json.NewDecoder(withoutMark(limited)).Decode(&event) })
	switch {
	case ctx.Err() != nil:
		return hookEvent{}, console.ErrInterrupted
	case err != nil && limited.N <= 0:
		return hookEvent{}, fmt.Errorf("the event is longer than %d MB", maxMessage/1_000_000)
	case err != nil:
		return hookEvent{}, fmt.Errorf("can't read the event: expected the JSON that a host passes to a hook: %w", err)
	}
	event.Name = cmp.Or(event.Name, event.Camel)
	return event, nil
}

// withoutMark leaves out the mark of the byte order with which Cursor starts its events on Windows.
func withoutMark(r io.Reader) io.Reader {
	buffered := bufio.NewReader(r)
	if start, err := buffered.Peek(len(source.BOM)); err == nil && string(start) == source.BOM {
		_, _ = buffered.Discard(len(source.BOM))
	}
	return buffered
}

// check checks the file that the event is about, from the top of its repository; nil if there is none to check.
func (e hookEvent) check(ctx context.Context) (*check.Run, error) {
	use, isBefore := e.input(), e.Name != "" && e.moment() == beforeUse
	if use.file() == "" || isBefore && use.Content == nil || e.Name == "" && e.OwnResult == nil {
		return nil, nil
	}
	dir, err := filepath.Abs(cmp.Or(e.Dir, e.root()))
	if err != nil {
		return nil, err
	}
	in := check.NewInput(dir, filepath.FromSlash(use.file()), nil)
	root := cmp.Or(e.top(dir), dir)
	disk := tree.Fixed(root, root)
	if rel, err := filepath.Rel(root, in.Abs); err != nil || !filepath.IsLocal(rel) {
		return nil, nil // what lies elsewhere is not read
	}
	if isBefore {
		return e.inspected.before(ctx, root, in.Abs, []byte(*use.Content))
	}
	if in.Content, err = disk.ReadFile(in.Abs); err != nil {
		return nil, e.unreadable(use.file(), err)
	}
	if err := errors.Join(enter(root), known.OverrideHosts()); err != nil {
		return nil, err
	}
	in = check.NewInput(root, in.Abs, in.Content)
	in.IsSaved = true
	return (&check.Check{Disk: disk}).InquireInto(ctx, in)
}

// unreadable returns why a file can't be checked, nil if it would not be anyway.
func (e hookEvent) unreadable(name string, err error) error {
	switch {
	case !check.Wanted(new(kind.Classifier), filepath.ToSlash(name)):
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: it no longer exists", console.Printable(name))
	}
	return fmt.Errorf("%s: %w", console.Printable(name), err)
}

// answer says what was found: errors are to be fixed, warnings are to be known, and notes are for people. Why something was not
// checked is for people, too: without a word they would take it for fine.
func (e hookEvent) answer(run *check.Run) *hookAnswer {
	run.Findings = slices.DeleteFunc(run.Findings, func(f lint.Finding) bool { return f.Severity == lint.Note })
	reasons := unchecked(run)
	if len(run.Findings) == 0 {
		return e.regret(reasons)
	}
	if e.isCursor() {
		return e.cursorFindings(run, reasons)
	}
	answer := &hookAnswer{}
	switch hasErrors := run.Count(lint.Error) > 0; {
	case e.isCopilot():
		answer.Context = complaint(run, "", reasons)
	case e.Name == "PreToolUse" && hasErrors:
		answer.Specific = &hookSpecific{Event: e.Name, Decision: "deny", Reason: complaint(run, "The file was not written. Write it without the errors.", nil)}
	case hasErrors:
		answer.Decision, answer.Reason = "block", complaint(run, "Correct the errors, or explain why they are not errors.", nil)
	default:
		answer.Specific = &hookSpecific{Event: e.Name, Context: complaint(run, "", nil)}
	}
	if regret := e.regret(reasons); regret != nil {
		answer.SystemMessage = regret.SystemMessage
	}
	return answer
}

// regret says why something was not checked: to the user where the host can tell the user, else to the model.
func (e hookEvent) regret(reasons []string) *hookAnswer {
	switch text := strings.TrimSpace(quotedReasons(reasons)); {
	case text == "":
		return nil
	case e.isCursor() && e.moment() != afterUse:
		return nil // it has no way to tell
	case e.isCursor():
		return &hookAnswer{CursorContext: couldNot(text)}
	case e.isCopilot():
		return &hookAnswer{Context: couldNot(text)}
	default:
		return &hookAnswer{SystemMessage: "agentlint: " + text}
	}
}

func couldNot(text string) string {
	return "agentlint could not check the file that was written, so nothing is known about it. Tell the user why.\n\n" + isData + fenced(text)
}

// complaint is what was found and what to do about it, for a model.
func complaint(r *check.Run, request string, reasons []string) string {
	start := "agentlint found " + report.Summary(r.Result) + "."
	if request != "" {
		start += " " + request
	}
	text, omitted := quoted(r, reasons, maxHookFindings, maxHookBytes)
	if omitted > 0 {
		text += fmt.Sprintf("%d more are not shown.\n", omitted)
	}
	return start + "\n\n" + text
}
