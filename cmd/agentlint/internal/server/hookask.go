package server

import (
	"cmp"
	"context"
	"os"
	"path/filepath"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/gate"
	"github.com/agentlint/agentlint/lint/tree"
)

// A moment is when an event happens, whatever the host calls it.
type moment int

const (
	otherwise moment = iota
	sessionStarts
	userWrites
	beforeUse
	afterUse
	agentStops
)

var moments = map[string]moment{
	"SessionStart": sessionStarts, "sessionStart": sessionStarts,
	"UserPromptSubmit": userWrites, "beforeSubmitPrompt": userWrites, "userPromptSubmitted": userWrites,
	"PreToolUse": beforeUse, "preToolUse": beforeUse, shellEvent: beforeUse,
	"PostToolUse": afterUse, "postToolUse": afterUse, "afterFileEdit": afterUse,
	"Stop": agentStops, "agentStop": agentStops, "stop": agentStops,
}

// moment returns when the event happens. GitHub Copilot's own format does not say: what is in it tells.
func (e hookEvent) moment() moment {
	switch {
	case e.Name != "":
		return moments[e.Name]
	case e.Error != nil, e.Agent != "":
		return otherwise
	case e.OwnResult != nil:
		return afterUse
	case e.OwnArgs != nil:
		return beforeUse
	case e.StopReason != "":
		return agentStops
	case e.Prompt != "":
		return userWrites
	case e.Source != "":
		return sessionStarts
	}
	return otherwise
}

// session identifies the conversation; "" if the host does not say.
func (e hookEvent) session() string { return cmp.Or(e.SessionID, e.CamelSession, e.Conversation) }

// cannotAsk reports whether the host can't ask the user: Codex takes no "ask" for an answer before a tool is used and goes on (it sends turn_id),
// and neither does Cursor, but for commands of a shell.
func (e hookEvent) cannotAsk() bool { return e.TurnID != "" || e.isCursor() && e.Name != shellEvent }

// guard answers for the boundaries that want to be asked: nil if there is nothing to say. An error is told to the user and holds up nothing.
func (e hookEvent) guard(ctx context.Context) (*hookAnswer, error) {
	when := e.moment()
	if when == otherwise || e.session() == "" && when != beforeUse {
		return nil, nil
	}
	dir, err := filepath.Abs(cmp.Or(e.Dir, e.root()))
	if err != nil {
		return nil, err
	}
	top := e.top(dir)
	if top == "" {
		return nil, nil // where there is no repository there is nothing to compare with
	}
	cache, err := new(caching.Flags).Dir()
	if err != nil {
		return nil, err
	}
	session := e.session()
	if rel, err := filepath.Rel(top, string(cache)); err == nil && filepath.IsLocal(rel) {
		if session = ""; when != beforeUse {
			return nil, nil // what the agent could write itself is not believed
		}
	}
	g, err := gate.NewGuard(ctx, string(cache), session, top, tree.Fixed(top, top))
	if err != nil {
		return nil, err
	}
	switch when {
	case userWrites:
		return nil, g.Hear()
	case beforeUse:
		v, err := e.judge(ctx, g, top, dir)
		return e.verdict(v), err
	case afterUse:
		return nil, g.After(ctx, dir, e.args())
	case agentStops:
		if e.Status != "" && e.Status != "completed" {
			return nil, nil // the user has stopped it: the next time will do
		}
		text, goesOn, err := g.Stop(ctx)
		return e.stop(text, goesOn), err
	}
	return nil, nil
}

// judge returns what the boundaries say to a use of a tool: what they rule out comes before what they want to be asked about.
func (e hookEvent) judge(ctx context.Context, g *gate.Guard, top, dir string) (gate.Verdict, error) {
	if v := g.Forbidden(dir, e.args()); v.Decision != "" {
		return v, nil
	}
	v, err := g.Before(ctx, dir, e.args())
	if err != nil {
		return v, err
	}
	broken, err := e.breaks(ctx, g, top, dir, e.args())
	if broken.Decision != "" {
		return broken, err
	}
	return v, err
}

// projectDirectory is the variable in which Claude Code says where the session's project is, wherever the agent has gone since.
const projectDirectory = "CLAUDE_PROJECT_DIR"

// top returns the repository that an event is about, given the directory that the agent is in: the one that has the file, or else the
// session's; "" if there is none.
func (e hookEvent) top(dir string) string {
	here, project := tree.Top(dir), ""
	if root := os.Getenv(projectDirectory); filepath.IsAbs(root) && !e.isCursor() {
		project = tree.Top(root)
	}
	file := filepath.FromSlash(e.input().file())
	isIn := func(top string) bool {
		rel, err := filepath.Rel(top, file)
		return top != "" && err == nil && filepath.IsLocal(rel)
	}
	switch {
	case !filepath.IsAbs(file) && file != "", filepath.IsAbs(file) && (isIn(here) || !isIn(project)), project == "":
		return here
	}
	return project
}

// verdict says in the host's words what is to become of the use of a tool.
func (e hookEvent) verdict(v gate.Verdict) *hookAnswer {
	if v.Decision == "" {
		return nil
	}
	if v.Decision == gate.Ask && e.cannotAsk() {
		v.Decision = gate.Deny
		v.Reason += "\nAsk the user. Once the user has answered, make the same edit if they agree."
	}
	switch {
	case e.isCursor():
		return e.cursorVerdict(v)
	case v.Decision == gate.Tell && e.Name == "":
		return &hookAnswer{Context: v.Reason}
	case v.Decision == gate.Tell:
		return &hookAnswer{SystemMessage: v.Reason, Specific: &hookSpecific{Event: e.Name, Context: v.Reason}}
	case e.Name == "":
		return &hookAnswer{Permitted: v.Decision, PermittedReason: v.Reason}
	}
	return &hookAnswer{Specific: &hookSpecific{Event: e.Name, Decision: v.Decision, Reason: v.Reason}}
}

// stop has the agent go on, once, to speak of what was changed without asking, and tells the user.
func (e hookEvent) stop(text string, goesOn bool) *hookAnswer {
	goesOn = goesOn && !e.StopActive
	request := text + "\nTake these changes back, or tell the user of them and ask."
	switch {
	case text == "":
		return nil
	case e.isCursor() && goesOn:
		return &hookAnswer{FollowUp: request}
	case e.isCursor():
		return nil
	case goesOn && e.isVSCode():
		return &hookAnswer{
			Decision: "block", Reason: request, SystemMessage: text,
			Specific: &hookSpecific{Event: e.Name, StopDecision: "block", StopReason: request},
		}
	case goesOn:
		return &hookAnswer{Decision: "block", Reason: request, SystemMessage: text}
	}
	return &hookAnswer{SystemMessage: text}
}
