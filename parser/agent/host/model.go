package host

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A Spelling is how a host expects the names of models. Names are judged by their shape alone, so that a model of
// tomorrow is no fault.
type Spelling string

// The spellings.
const (
	AnyModel     Spelling = ""           // only what no host reads is wrong
	ClaudeModel  Spelling = "claude"     // an id such as claude-opus-4-5, or an alias such as opus
	CopilotID    Spelling = "copilot-id" // an id such as claude-opus-4.5, or a display name
	CopilotModel Spelling = "copilot"    // a display name such as Claude Opus 4.5, perhaps with the vendor: Claude Opus 4.5 (copilot)
)

// A Misspelling is what is wrong with the name of a model.
type Misspelling struct {
	Fault  string // what is wrong: "the version comes last"
	Better string // the spelling that the host expects; "" if the name does not tell
	Other  bool   // other hosts that read the same files take the name as it is
}

// Check returns what is wrong with the name of a model, or nil.
func (s Spelling) Check(name string) *Misspelling {
	name = strings.TrimSpace(name)
	model, isClaude := parseClaude(name)
	switch {
	case strings.Contains(name, "|"):
		return &Misspelling{Fault: "it is one name, not a choice of several"}
	case isClaude && model.reversed():
		return &Misspelling{Fault: "the version comes last", Better: model.spelled(s)}
	case s == ClaudeModel && strings.Contains(name, " "):
		return &Misspelling{Fault: "it is a display name, not an id", Better: model.spelled(s)}
	case s == ClaudeModel && isClaude && strings.Contains(name, "."):
		return &Misspelling{Fault: "it is the spelling of Copilot", Better: model.spelled(s)}
	case (s == CopilotModel || s == CopilotID) && slices.Contains(claudeAliases, name):
		return &Misspelling{Fault: "it is an alias of Claude Code"}
	case (s == CopilotModel || s == CopilotID) && isClaude && claudeID.MatchString(name):
		return &Misspelling{Fault: "it is the id of Anthropic", Better: model.spelled(s)}
	case s == CopilotModel && copilotID.MatchString(name):
		return &Misspelling{Fault: "it is an id, not a display name", Better: model.spelled(s), Other: true}
	}
	return nil
}

// Source: https://code.claude.com/docs/en/model-config
var claudeAliases = []string{"sonnet", "opus", "haiku", "fable", "opusplan", "inherit"}

var (
	claudeID  = pattern.New(`^claude-[a-z]+-\d+-\d+$|-\d{8}$`)
	copilotID = pattern.New(`^(claude|gpt|gemini|grok)-[a-z0-9.-]+$`)
)

// A claude is what the name of an Anthropic model says.
type claude struct {
	tier         string // opus
	major, minor string // 4, 5 or ""
	date         string // -20251101 or ""
	versionFirst bool
}

var (
	tierFirst    = pattern.New(`(?i)^claude[- ]([a-z]+)[- ](\d{1,2})(?:[-. ](\d{1,2}))?(-\d{8})?(?: \(\w+\))?$`)
	versionFirst = pattern.New(`(?i)^claude[- ](\d{1,2})(?:[-. ](\d{1,2}))?[- ]([a-z]+)(-\d{8})?(?: \(\w+\))?$`)
)

func parseClaude(name string) (claude, bool) {
	if m := tierFirst.FindStringSubmatch(name); m != nil {
		return claude{tier: m[1], major: m[2], minor: m[3], date: m[4]}, true
	}
	if m := versionFirst.FindStringSubmatch(name); m != nil {
		return claude{tier: m[3], major: m[1], minor: m[2], date: m[4], versionFirst: true}, true
	}
	return claude{}, false
}

// reversed reports whether the version stands where it stood up to Claude 3.7, but the version is later.
// Source: https://platform.claude.com/docs/en/about-claude/models/overview
func (c claude) reversed() bool {
	return c.versionFirst && c.major != "1" && c.major != "2" && c.major != "3"
}

// spelled writes the model as s has it, or "" if there is no model.
func (c claude) spelled(s Spelling) string {
	tier := strings.ToLower(c.tier)
	switch {
	case tier == "":
		return ""
	case s == CopilotModel:
		return "Claude " + strings.ToUpper(tier[:1]) + tier[1:] + " " + join(c.major, ".", c.minor)
	case s == CopilotID:
		return "claude-" + tier + "-" + join(c.major, ".", c.minor)
	case c.major == "3":
		return "claude-" + join(c.major, "-", c.minor) + "-" + tier + c.date
	}
	return "claude-" + tier + "-" + join(c.major, "-", c.minor) + c.date
}

func join(major, dot, minor string) string {
	if minor == "" {
		return major
	}
	return major + dot + minor
}
