package workspace

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func TestCommands(t *testing.T) {
	tests := map[string][]string{ // inline code: the tasks, with a question mark if they may be programs
		"make lint test":                       {"make lint", "make test"},
		"CI=1 make -j4 V=1 lint && make x | y": {"make lint", "make x"},
		"make -C docs html":                    nil,
		"make $(TARGET)":                       nil,
		"make lint # make other":               {"make lint"},
		"npm run test:unit -- --watch":         {"npm test:unit"},
		"npm test":                             {"npm test"},
		"npm install left-pad":                 nil,
		"npm run build --workspace=web":        nil,
		"pnpm build":                           {"pnpm build?"},
		"yarn run eslint .":                    {"yarn eslint?"},
		"poetry run pytest -x":                 {"poetry pytest?"},
		"poetry run poe format":                {"poe format"},
		"tox -e lint":                          {"tox lint"},
		"just":                                 nil,
		"git make lint":                        nil,
		"make 'a b'":                           nil,
	}
	for code, want := range tests {
		src := source.New(".github/agents/a.agent.md", []byte("# Commands\n\n`"+code+"`\n"))
		var got []string
		for _, c := range Define(agent.Parse(src, kind.CustomAgent)).Commands {
			text := c.Tool + " " + c.Task
			if !c.Certain {
				text += "?"
			}
			if string(src.Text[c.Span.Start:c.Span.End]) != c.Task || !c.Listed {
				t.Errorf("%s: %+v", code, c)
			}
			got = append(got, text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
}
