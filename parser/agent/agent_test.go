package agent_test

import (
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func parse(text string) *agent.File {
	return agent.Parse(source.New(".github/agents/tuner.agent.md", []byte(text)), kind.CustomAgent)
}

func TestName(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{"a/tuner.agent.md", "---\nname: Model Tuner\n---\n", "Model Tuner"},
		{"a/tuner.agent.md", "---\nname:\n---\n", "tuner"},
		{"agents/tuner.md", "", "tuner"},
		{"skills/tune/SKILL.md", "", "tune"},
		{"rules/style.mdc", "", "style"},
	}
	for _, test := range tests {
		if got := agent.Parse(source.New(test.path, []byte(test.text)), kind.CustomAgent).Name(); got != test.want {
			t.Errorf("%s: got %q, want %q", test.path, got, test.want)
		}
	}
}

func TestFields(t *testing.T) {
	f := parse(strings.Join([]string{
		"---",
		"plain: two words  # comment",
		"folded: one",
		"  two",
		`double: "a \"b\" ü" # c`,
		"single: 'it''s'",
		"empty:",
		"ümläut: &anchor !!str é",
		"alias: *anchor",
		"flow: [a, {b: 'c]'}, ] # ]",
		"list:",
		"  - one",
		"  - k: v",
		"    w: 2",
		"block: |-",
		"  line 1",
		"",
		"    line 2",
		"",
		"last: true",
		"---",
		"",
	}, "\n"))
	type field struct {
		Name, Source string
		Type         agent.Type
	}
	var got []field
	for _, x := range f.Fields() {
		got = append(got, field{x.Name, f.Text(x.Value.Range), x.Value.Type()})
	}
	want := []field{
		{"plain", "two words", agent.String},
		{"folded", "one\n  two", agent.String},
		{"double", `"a \"b\" ü"`, agent.String},
		{"single", "'it''s'", agent.String},
		{"empty", "", agent.Null},
		{"ümläut", "&anchor !!str é", agent.String},
		{"alias", "*anchor", agent.String},
		{"flow", "[a, {b: 'c]'}, ]", agent.List},
		{"list", "- one\n  - k: v\n    w: 2", agent.List},
		{"block", "|-\n  line 1\n\n    line 2", agent.String},
		{"last", "true", agent.Bool},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := f.Field("alias").Value.Text(); got != "é" {
		t.Errorf("alias stands for %q", got)
	}
	inner := f.Field("list").Value.Items[1].Field("w")
	if got := f.Text(inner.Range()); got != "w: 2" {
		t.Errorf("nested field is %q", got)
	}
	if len(f.Problems) > 0 {
		t.Errorf("problems: %v", f.Problems)
	}
}

func TestProblems(t *testing.T) {
	type problem struct {
		Kind agent.ProblemKind
		Line int
		Text string
	}
	tests := []struct {
		name, text string
		want       []problem
		fields     string // name=value of what can be read all the same
	}{
		{"sound", "---\nname: x\n---\nbody", nil, "name=x"},
		{"CRLF and trailing blanks", "---  \r\nname: x\r\n---\t\r\nbody", nil, "name=x"},
		{"byte order mark", "\ufeff---\nname: x\n---\n", nil, "name=x"},
		{"none", "# Title\n\n---\n\nkey: value\n", nil, ""},
		{"empty file", "", nil, ""},
		{"empty", "---\n---\n", nil, ""},
		{"comments only", "---\n# name: x\n---\n", nil, ""},
		{"unquoted colon", "---\nname: x\ndescription: use it: often\ntools: [a]\n---\n",
			[]problem{{agent.UnquotedColon, 3, ":"}}, "name=x description=use it: often tools="},
		{"unquoted colon on a continuation line", "---\ndescription: use\n  it: often\nname: x\n---\n",
			[]problem{{agent.UnquotedColon, 3, ":"}}, "description=use it: often name=x"},
		{"example in the description", "---\nname: x\ndescription: Examples: <example>\nuser: \"hi\"\n<note>\nuser: \"you\"\n</note>\nmodel: m\n---\n",
			[]problem{{agent.UnquotedColon, 3, ":"}}, `name=x description=Examples: <example> user: "hi" <note> user: "you" </note> model=m`},
		{"unindented continuation", "---\ndescription: use\n<example>\nname: x\n---\n",
			[]problem{{agent.UnindentedLine, 3, "<example>"}}, "description=use <example> name=x"},
		{"tab", "---\nname: x\nmetadata:\n\ta: b\n---\n",
			[]problem{{agent.TabIndent, 4, "\t"}}, "name=x metadata=a: b"},
		{"bare glob", "---\napplyTo: **/*.py\nname: x\n---\n",
			[]problem{{agent.BareAsterisk, 2, "**/*.py"}}, "applyTo=**/*.py name=x"},
		{"bare asterisk in a list", "---\ntools: [*, a]\nname: *x*\n---\n",
			[]problem{{agent.BareAsterisk, 2, "*, a]"}, {agent.BareAsterisk, 3, "*x*"}}, "tools=[*, a] name=*x*"},
		{"keys of one's own after a broken one", "---\ndescription: use it: often # now\n# more\npriority: high\n---\n",
			[]problem{{agent.UnquotedColon, 2, ":"}}, "description=use it: often priority=high"},
		{"block scalar at the margin", "---\ndescription: |\n<example>\nname: x\n---\n",
			[]problem{{agent.UnindentedLine, 3, "<example>"}}, "description=<example> name=x"},
		{"indented key", "---\nname: x\n  model: y\n---\n",
			[]problem{{agent.InvalidYAML, 3, "model: y"}}, "name=x model: y"},
		{"quote left open", "---\ndescription: \"use\nname: x\n---\n",
			[]problem{{agent.InvalidYAML, 2, "description: \"use"}}, "description=\"use name=x"},
		{"two brackets", "---\nargument-hint: [a] [b]\nname: x\n---\n",
			[]problem{{agent.InvalidYAML, 2, "[b]"}}, "argument-hint=[a] [b] name=x"},
		{"duplicate key", "---\nname: x\ntools: {a: 1, a: 2}\nname: y\n---\n",
			[]problem{{agent.DuplicateKey, 3, "a"}, {agent.DuplicateKey, 4, "name"}}, "name=x tools= name=y"},
		{"list", "---\n- a\n---\n", []problem{{agent.NotAMapping, 2, "- a"}}, ""},
		{"unclosed", "---\nname: x\n\nYou are an expert.\n",
			[]problem{{agent.UnclosedFrontmatter, 4, "You are an expert."}}, "name=x"},
		{"unclosed before a heading", "---\nname: x\n\n# Title\n",
			[]problem{{agent.UnclosedFrontmatter, 4, "# Title"}}, "name=x"},
		{"text before", "<!-- generated -->\n---\nname: x\n---\n",
			[]problem{{agent.TextBeforeFrontmatter, 1, "<!-- generated -->"}}, "name=x"},
		{"blank line before", "\n---\nname: x\n---\n",
			[]problem{{agent.TextBeforeFrontmatter, 1, "\n"}}, "name=x"},
		{"blank line before an indented fence", "\n  ---\n  name: x\n  ---\n",
			[]problem{{agent.MalformedFence, 2, "  ---"}}, "name=x"},
		{"indented", "  ---\n  name: x\n  ---\n",
			[]problem{{agent.MalformedFence, 1, "  ---"}}, "name=x"},
		{"long fence", "-----\nname: x\n-----\n",
			[]problem{{agent.MalformedFence, 1, "-----"}}, "name=x"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := parse(test.text)
			var got []problem
			for _, p := range f.Problems {
				got = append(got, problem{p.Kind, f.Source.Position(p.Range.Start).Line, f.Text(p.Range)})
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			var fields []string
			for _, field := range f.Fields() {
				fields = append(fields, field.Name+"="+field.Value.Text())
			}
			if diff := cmp.Diff(test.fields, strings.Join(fields, " ")); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRepair(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "---\nname: a: b\n---\n", "---\nname: \"a: b\"\n---\n"},
		{"backslash", "---\nname: a: \\b\n---\n", "---\nname: 'a: \\b'\n---\n"},
		{"both quotes", "---\nname: a: \"b\" 'c' \\n\n---\n", "---\nname: |-\n  a: \"b\" 'c' \\n\n---\n"},
		{"inner map", "---\nm:\n  k: a: b\n  l: c: d\n---\n", "---\nm:\n  k: \"a: b\"\n  l: c: d\n---\n"},
		{"folded", "---\nd: a\n  b: c\n\n  e\nname: x\n---\n", "---\nd: |-\n  a\n  b: c\n\n  e\nname: x\n---\n"},
		{"open bracket", "---\ntools: [a\n---\n", ""},
		{"open quote", "---\nname: \"a: b\ntools: c\n---\n", ""},
		{"map below a key", "---\nm:\n  a: b: c: \"d\" 'e'\n---\n", ""},
		{"duplicate key", "---\nname: a\nname: b\n---\n", ""},
		{"tabs", "---\nm:\n\ta:\n\t\tb: c\n---\n", "---\nm:\n  a:\n    b: c\n---\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := parse(test.text)
			got := ""
			if repair := f.Repair(f.Problems[0]); repair != nil {
				got = f.Apply(repair.Edits)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestLiteral holds that only what stands as it is read counts as written.
func TestLiteral(t *testing.T) {
	for written, want := range map[string]string{
		"plain": "plain", `"in quotes"`: "in quotes", `'in quotes'`: "in quotes", `""`: "", "é": "é",
		"&a plain": "", "!!str plain": "", `"\\x61"`: "", "'it''s'": "", "|-\n  text": "", "*other": "", "a\n  b": "",
	} {
		f := parse("---\nother: &other plain\nx: " + written + "\n---\n")
		value := f.Field("x").Value
		got, ok := f.Literal(value.Range, value.Text())
		if isEmpty := written == `""`; ok != (want != "" || isEmpty) || ok && f.Text(got) != want {
			t.Errorf("%s: %q, %t; want %q", written, f.Text(got), ok, want)
		}
	}
}

func TestBodyBehindFrontmatter(t *testing.T) {
	for text, want := range map[string]string{
		"---\nname: x\n---\n\n# T\n": "\n# T\n",
		"---\nname: x\n---":          "",
		"\ufeff# T\n":                "# T\n",
		"---\nname: x\n\nYou.\n":     "You.\n",
	} {
		if f := parse(text); f.Text(f.Body) != want {
			t.Errorf("%q: body is %q, want %q", text, f.Text(f.Body), want)
		}
	}
}

func TestHandoffs(t *testing.T) {
	f := parse("---\nhandoffs:\n  - target: eval\n    label: Go\n    colour: red\n  - agent: docs\n    target: other\n  - plain\n---\n")
	if len(f.Handoffs) != 3 {
		t.Fatalf("got %d handoffs", len(f.Handoffs))
	}
	if got := f.Text(f.Handoffs[0].Range); got != "target: eval\n    label: Go\n    colour: red" {
		t.Errorf("first handoff is %q", got)
	}
	if field := f.Handoffs[0].Agent(); field.Name != "target" || field.Value.Text() != "eval" || f.Text(field.Key) != "target" {
		t.Errorf("first handoff goes to %+v", field)
	}
	if got := f.Handoffs[1].Agent().Value.Text(); got != "docs" {
		t.Errorf("second handoff goes to %q", got)
	}
	if f.Handoffs[0].Field("colour") == nil || f.Handoffs[2].Agent() != nil {
		t.Error("an unknown field is lost, or a scalar has fields")
	}
}

func TestPlaceholders(t *testing.T) {
	f := parse("---\nname: \"{{a}}\"\n---\n{{b}} and `{{c}}` and {{ d }}\n\n```Python title=x\n{{e}} ${{ no }}\n```\n\n    {{f}}\n\n${{ secrets.X }} {{{raw}}} {{ x | upper }} {{}}\n")
	var got []string
	for _, p := range f.Placeholders {
		got = append(got, strings.TrimSpace(p.Name+" in "+p.Where.String()+" "+p.Language))
	}
	want := []string{"a in frontmatter", "b in prose", "c in inline code", "d in prose", "e in a code block python", "f in a code block"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := f.Text(f.Placeholders[3].Range); got != "{{ d }}" {
		t.Errorf("range is %q", got)
	}
}

func TestRangeInFileSet(t *testing.T) {
	f := parse("---\nname: x\n---\n")
	f.Base = 100
	r := f.Range(f.Field("name").Key)
	if r.Pos() != token.Pos(104) || r.End() != token.Pos(108) {
		t.Errorf("got %d to %d", r.Pos(), r.End())
	}
}

func TestFences(t *testing.T) {
	type fence struct {
		Language string
		Closed   bool
		Code     string
	}
	tests := []struct {
		name, text string
		want       []fence
	}{
		{"plain", "```Python {linenos}\nx = 1\n```\n", []fence{{"python", true, "x = 1\n"}}},
		{"tildes", "~~~\n```\n~~~\n", []fence{{"", true, "```\n"}}},
		{"nested", "````markdown\n```py\nx\n```\n````\n", []fence{{"markdown", true, "```py\nx\n```\n"}}},
		{"in a list", "1. a\n\n   ```py\n   def f():\n       x\n\n   f()\n   ```\n", []fence{{"py", true, "def f():\n    x\n\nf()\n"}}},
		{"indented code", "```py\n    if x:\n        y\n```\n", []fence{{"py", true, "if x:\n    y\n"}}},
		{"in a quotation", "> ```py\n> x\n>\n> y\n> ```\n", []fence{{"py", true, "x\n\ny\n"}}},
		{"CRLF", "```py\r\nx\r\n```\r\n", []fence{{"py", true, "x\r\n"}}},
		{"empty", "```py\n```\n", []fence{{"py", true, ""}}},
		{"unclosed", "```py\nx", []fence{{"py", false, "x"}}},
		{"shorter mark does not close", "````py\nx\n```\n", []fence{{"py", false, "x\n```\n"}}},
		{"left by its list item", "- ```py\n  x\n```\ny\n```\n", []fence{{"py", false, "x\n"}, {"", true, "y\n"}}},
		{"attribute syntax", "```{.python .x}\ny\n```\n", []fence{{"python", true, "y\n"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := parse(test.text)
			var got []fence
			for _, x := range f.Fences {
				code, _ := f.Extract(x)
				got = append(got, fence{x.Language, x.Closed, string(code)})
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			checkInvariants(t, f)
		})
	}
}
