package invalidagentfile

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
)

// A collection is a key of OpenCode's configuration whose entries have the keys of a definition's frontmatter.
type collection struct {
	key, what string
	kind      kind.Kind
	body      string // the key for what is the body of a definition, "" if an entry needs none
}

var collections = []collection{
	{"agent", "agent", kind.OpenCodeAgent, ""},
	{"mode", "agent", kind.OpenCodeAgent, ""},
	{"command", "command", kind.OpenCodeCommand, "template"},
}

// checkOpenCode reports what OpenCode refuses in agents and commands, by what it takes in the frontmatter of such.
func checkOpenCode(pass *analysis.Pass, f *hostfile.File) {
	for _, c := range collections {
		if entries := f.Root.Field(c.key); entries != nil {
			for _, entry := range entries.Value.Fields {
				checkEntry(pass, f, c, entry)
			}
			reportTools(pass, f, c, entries.Value.Fields)
		}
	}
}

func checkEntry(pass *analysis.Pass, f *hostfile.File, c collection, entry config.Field) {
	if entry.Value.Type() != config.Map {
		pass.ReportRangef(f.Range(entry.Value.Range), "the %s %q is %s, and must be an object; OpenCode refuses to start", c.what, entry.Name, entry.Value.Type().Indefinite())
		return
	}
	if c.body != "" && entry.Value.Field(c.body) == nil {
		pass.ReportRangef(f.Range(entry.Key), "the %s %q has no %q; OpenCode refuses to start", c.what, entry.Name, c.body)
	}
	schema := host.ByName("opencode").Schema(c.kind)
	for _, field := range entry.Value.Fields {
		key, known := schema.Keys[field.Name]
		switch t := field.Value.Type(); {
		case !known:
			if nearest, ok := wording.Nearest(field.Name, schema.Names()); ok && entry.Value.Field(nearest) == nil {
				lint.Reportf(pass, f.Range(field.Key), lint.Warning, "OpenCode does not know the key %q of the %s %q; did you mean %q?", field.Name, c.what, entry.Name, nearest)
			}
		case !key.Accepts(t):
			pass.ReportRangef(f.Range(field.Value.Range), "%q of the %s %q is %s, and must be %s; OpenCode refuses to start", field.Name, c.what, entry.Name, t.Indefinite(), config.Either(key.Types))
		case t == config.String && key.Fault(field.Value) != "":
			pass.ReportRangef(f.Range(field.Value.Range), "%q of the %s %q %s; OpenCode refuses to start", field.Name, c.what, entry.Name, key.Fault(field.Value))
		}
	}
	checkPermission(pass, f, entry.Value)
}

// reportTools reports once that agents say which tools they have in the way that is deprecated.
func reportTools(pass *analysis.Pass, f *hostfile.File, c collection, entries []config.Field) {
	if c.kind != kind.OpenCodeAgent {
		return
	}
	var names []string
	var first *config.Field
	for _, entry := range entries {
		if tools := entry.Value.Field("tools"); tools != nil && tools.Value.Type() == config.Map {
			names = append(names, entry.Name)
			if first == nil {
				first = tools
			}
		}
	}
	if first != nil {
		lint.Reportf(pass, f.Range(first.Key), lint.Note, "\"tools\" is deprecated in OpenCode in favour of \"permission\", in %s", wording.Some(names, "and"))
	}
}
