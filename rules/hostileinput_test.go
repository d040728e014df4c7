package rules

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A hostile input is a file that somebody made to bring a linter down.
type hostile struct {
	name string
	file string                // its path, which tells its kind
	make func(size int) string // returns about as many bytes
}

// upTo repeats a text, with the number of the repetition for each %[1]d and the next one for each %[2]d, up to a size in bytes.
func upTo(size int, text string) string {
	var out strings.Builder
	for i := 0; out.Len() < size; i++ {
		if strings.Contains(text, "%[") {
			fmt.Fprintf(&out, text, i, i+1)
		} else {
			out.WriteString(text)
		}
	}
	return out.String()
}

// deep is half its size in opening and half in closing brackets.
func deep(size int, open, shut string) string {
	n := size / (len(open) + len(shut))
	return strings.Repeat(open, n) + strings.Repeat(shut, n)
}

// between puts what grows with the size between what does not.
func between(before, text, after string) func(int) string {
	return func(size int) string { return before + upTo(size, text) + after }
}

const (
	frontmatterHead = "---\nname: a\ndescription: b\n"
	trainingHead    = "lr: 0.1\nepochs: 3\nmodel: x\n"
)

// growing are the hostile inputs that can have any size.
func growing() []hostile {
	return append(append(append(markdownInputs(), frontmatterInputs()...), mcpInputs()...), configInputs()...)
}

func markdownInputs() (all []hostile) {
	bodies := map[string]string{
		"ordinary":                      "## Step %[1]d\n\nRun `make test` and look at [the log](https://example.com/a), then do *this*:\n\n- one thing\n- another thing\n\n",
		"headings":                      "# h%[1]d %[2]d\n",
		"headings by level":             "# a%[1]d\n\n## b%[1]d\n\n### c%[1]d\n\n",
		"identical headings":            "## Same\n\ntext\n\n",
		"descending headings":           "###### a%[1]d\n",
		"setext headings":               "title %[1]d\n===\n\n",
		"underlines":                    "===\n",
		"links":                         "See [a%[1]d](b%[2]d.md) for more.\n",
		"images":                        "![a%[1]d](b%[2]d.png)\n\n",
		"links on one line":             "[a%[1]d](b%[2]d) ",
		"reference uses":                "[a%[1]d][b%[2]d] ",
		"reference definitions":         "[a%[1]d]: b%[2]d\n",
		"definitions in paragraphs":     "[a%[1]d]: b%[2]d\n\n",
		"uses of one definition":        "[a] and [a][]\n\n",
		"footnotes":                     "a[^%[1]d]\n\n[^%[1]d]: b\n\n",
		"tables":                        "| a | b |\n|---|---|\n| %[1]d | 2 |\n\n",
		"a long table":                  "| %[1]d | %[2]d |\n",
		"pipes":                         "|",
		"cells":                         "| a ",
		"fences":                        "```\ncode %[1]d\n```\n",
		"fences of shell":               "```bash\nmake a%[1]d\n```\n",
		"fences of JSON":                "```json\n{\"a\": %[1]d}\n```\n",
		"fences of YAML":                "```yaml\na: %[1]d\n```\n",
		"fences of Python":              "```python\nimport torch\nx%[1]d = 1\n```\n",
		"unclosed fences":               "```\n~~~\n",
		"open fence":                    "code %[1]d\n",
		"indented code":                 "    code %[1]d\n\n",
		"bullets":                       "- item %[1]d\n",
		"numbered bullets":              "%[1]d. item\n",
		"empty bullets":                 "-\n",
		"boundaries":                    "- Never touch file%[1]d without asking\n",
		"identical boundaries":          "- Never touch the files\n",
		"a line of boundaries":          "do thing%[1]d, ",
		"bullets of bullets":            "- a%[1]d\n  - b\n    - c\n",
		"placeholders":                  "Use {{x%[1]d}}.\n\n",
		"one placeholder":               "Use {{x}}.\n",
		"placeholders on a line":        "{{x%[1]d}} ",
		"placeholders in code":          "`{{x%[1]d}}` and\n",
		"code spans":                    "`a%[1]d` ",
		"HTML comments":                 "<!-- a%[1]d -->\n\n",
		"comments in a paragraph":       "a <!-- b%[1]d --> c\n",
		"open comments":                 "<!-- a%[1]d\n\n",
		"open inline comments":          "a <!-- b ",
		"HTML blocks":                   "<div>\na%[1]d\n</div>\n\n",
		"tags":                          "<a b='c%[1]d'> ",
		"open tags":                     "<a ",
		"open attributes":               "<a b='",
		"open autolinks":                "<a:b",
		"open declarations":             "<!A ",
		"open instructions":             "<?a ",
		"open CDATA":                    "<![CDATA[ ",
		"open brackets":                 "[",
		"open images":                   "![",
		"open links":                    "[a](",
		"open destinations":             "[a](<b",
		"open titles":                   "[a](b \"",
		"open references":               "[a][",
		"open reference definitions":    "[a%[1]d]: b \"\n",
		"brackets shut":                 "]",
		"parentheses":                   "(",
		"pairs of brackets":             "[]",
		"entities":                      "&amp;",
		"open entities":                 "&a",
		"backslashes":                   "\\",
		"asterisks":                     "*",
		"emphasis":                      "*a **b ",
		"underscores":                   "_a_ ",
		"words on one line":             "word%[1]d ",
		"one word":                      "word%[1]d",
		"a paragraph":                   "word%[1]d\n",
		"blank lines":                   "\n",
		"spaces":                        " ",
		"tabs":                          "\t",
		"tabbed lines":                  "\ta\n",
		"carriage returns":              "word%[1]d\r",
		"thematic breaks":               "---\n",
		"mentions":                      "Ask @agent%[1]d about it.\n",
		"packages":                      "`npx -y @a/b%[1]d`\n\n",
		"configuration paths":           "See .mcp.json and .vscode/mcp.json, or a%[1]d.json\n",
		"paths":                         "Read `src/a%[1]d.py` and docs/b%[2]d.md first.\n",
		"URLs":                          "https://example.com/%[1]d ",
		"e-mail addresses":              "a%[1]d@example.com ",
		"secrets":                       "api_key = \"sk-proj-%[1]dabcdefghijklmnopqrstuvwxyz0123456789ABCD\"\n",
		"suppressions":                  "Use {{x}}. <!-- agentlint: ignore[unresolved-placeholder] -- y -->\n\n",
		"suppressions of unknown rules": "a <!-- agentlint: ignore[b%[1]d] -- y -->\n\n",
		"globs in suppressions":         "a <!-- agentlint: ignore[*b%[1]d] -- y -->\n\n",
		"letters of others":             "аgеnt%[1]d ",
		"zero widths":                   "a\u200bb",
		"bidi controls":                 "a\u202eb\n",
		"mojibake":                      "cafÃ© itâ€™s\n",
		"control characters":            "a\x07b\n",
		"replacement characters":        "a\ufffdb\n",
		"tag characters":                "a\U000e0041b\n",
		"emoji":                         "😀",
		"colons":                        "Note: a%[1]d: b\n",
		"TODOs":                         "TODO: fill in %[1]d\n\n",
		"tools":                         "Use the `read` tool, then #tool:search/a%[1]d.\n",
	}
	for name, text := range bodies {
		head := ""
		switch name {
		case "a long table":
			head = "| a | b |\n|---|---|\n"
		case "uses of one definition":
			head = "[a]: b\n\n"
		case "open fence":
			head = "```\n"
		case "boundaries", "identical boundaries":
			head = "## Never\n\n"
		case "a line of boundaries":
			head = "**Never:** "
		}
		all = append(all, hostile{name, "a.agent.md", between(frontmatterHead+"---\n"+head, text, "\n")})
	}
	return append(all,
		hostile{"nested quotes", "a.agent.md", func(n int) string { return frontmatterHead + "---\n" + strings.Repeat(">", n) }},
		hostile{"nested lists", "a.agent.md", func(n int) string { return frontmatterHead + "---\n" + strings.Repeat("- ", n/2) }},
		hostile{"stairs", "a.agent.md", func(n int) string {
			var out strings.Builder
			for i := 0; out.Len() < n; i++ {
				out.WriteString(strings.Repeat("  ", i%90) + "- a\n")
			}
			return frontmatterHead + "---\n" + out.String()
		}},
		hostile{"lines in deep quotes", "a.agent.md", between(frontmatterHead+"---\n", strings.Repeat("> ", 90)+"a\n", "")},
		hostile{"lazy lines of deep quotes", "a.agent.md", between(frontmatterHead+"---\n"+strings.Repeat("> ", 90)+"a\n", "lazy\n", "")},
		hostile{"lines of a deep list", "a.agent.md", between(frontmatterHead+"---\n"+strings.Repeat("- ", 90)+"a\n", strings.Repeat("  ", 90)+"b\n", "")},
		hostile{"brackets in brackets", "a.agent.md", func(n int) string { return frontmatterHead + "---\n" + deep(n, "[", "]") + "\n" }},
		hostile{"links in links", "a.agent.md", func(n int) string { return frontmatterHead + "---\n" + deep(n, "[a", "](b)") + "\n" }},
		hostile{"images in images", "a.agent.md", func(n int) string { return frontmatterHead + "---\n" + deep(n, "![a", "](b)") + "\n" }},
		hostile{"quoted links", "a.agent.md", func(n int) string { return frontmatterHead + "---\n[a](" + deep(n, "(", ")") + ")\n" }},
		hostile{"runs of backticks", "a.agent.md", func(n int) string {
			var out strings.Builder
			for i := 1; out.Len() < n; i++ {
				out.WriteString("e" + strings.Repeat("`", i))
			}
			return frontmatterHead + "---\n" + out.String() + "\n"
		}},
		hostile{"a wide table", "a.agent.md", func(n int) string {
			return frontmatterHead + "---\n" + strings.Repeat("| a ", n/8) + "|\n" + strings.Repeat("|---", n/8) + "|\n"
		}},
		hostile{"short rows of a wide table", "a.agent.md", func(n int) string {
			return frontmatterHead + "---\n" + strings.Repeat("| a ", n/16) + "|\n" + strings.Repeat("|---", n/16) + "|\n" + strings.Repeat("| a |\n", n/12)
		}},
		hostile{"text without frontmatter", "AGENTS.md", between("", "- Run `make a%[1]d` in src/b%[2]d\n", "")},
		hostile{"a long label", "a.agent.md", func(n int) string {
			return frontmatterHead + "---\n" + strings.Repeat("["+strings.Repeat("a", 990)+"]\n", n/1000)
		}},
	)
}

func frontmatterInputs() (all []hostile) {
	heads := map[string]string{
		"unknown keys":         "k%[1]d: v%[2]d\n",
		"known keys, mistyped": "descriptiom%[1]d: v\n",
		"duplicate keys":       "tools: [a]\n",
		"comments":             "# a%[1]d\n",
		"anchors":              "k%[1]d: &a%[1]d v\n",
		"aliases":              "k%[1]d: *a\n",
		"merges":               "k%[1]d: {<<: *m, a: 1}\n",
		"maps":                 "k%[1]d: {a: {b: {c: [d, e]}}}\n",
		"broken entries":       "k%[1]d: [a\n",
		"colons":               "k%[1]d: a: b\n",
		"tabs":                 "k%[1]d:\n\ta: b\n",
		"unindented lines":     "k%[1]d: |\nunindented text\n",
		"asterisks":            "k%[1]d: *.py\n",
		"prose":                "this is prose %[1]d\n",
		"documents":            "...\n",
		"quoted keys":          "\"k%[1]d\": 'v'\n",
		"explicit keys":        "? k%[1]d\n: v\n",
		"tags":                 "k%[1]d: !!str v\n",
		"booleans":             "k%[1]d: yes\n",
		"placeholders":         "k%[1]d: \"{{x%[1]d}}\"\n",
		"suppressions":         "k%[1]d: v  # agentlint: ignore[unknown-key] -- y\n",
	}
	for name, text := range heads {
		head := ""
		switch name {
		case "aliases":
			head = "a: &a x\n"
		case "merges":
			head = "m: &m {x: 1, y: 2}\n"
		}
		all = append(all, hostile{"frontmatter: " + name, "a.agent.md", between(frontmatterHead+head, text, "---\nDo it.\n")})
	}
	values := map[string][3]string{
		"a flow list":          {"x: [", "a,", "]\n"},
		"a flow list of tools": {"tools: [", "tool%[1]d,", "]\n"},
		"a flow map":           {"x: {", "k%[1]d: v,", "}\n"},
		"a block list":         {"x:\n", "- a\n", ""},
		"a list of tools":      {"tools:\n", "- tool%[1]d\n", ""},
		"one tool":             {"tools:\n", "- bash\n", ""},
		"tools on a line":      {"tools: ", "tool%[1]d, ", "\n"},
		"a list of numbers":    {"x:\n", "- %[1]d\n", ""},
		"a list of maps":       {"x:\n", "- a: 1\n", ""},
		"handoffs":             {"handoffs:\n", "- {agent: b%[1]d, label: x%[2]d, prompt: y}\n", ""},
		"servers":              {"mcp-servers:\n", "  s%[1]d: {command: npx, args: [p%[2]d]}\n", ""},
		"a long string":        {"x: \"", "word%[1]d ", "\"\n"},
		"a string of escapes":  {"x: \"", "\\u00e9", "\"\n"},
		"a block string":       {"x: |\n", "  line %[1]d\n", ""},
		"a folded string":      {"x: >\n", "  line %[1]d\n\n", ""},
		"a plain string":       {"x: a\n", "  line %[1]d\n", ""},
		"an open list":         {"x: [", "a,", "\n"},
		"open lists":           {"x: ", "[", "\n"},
		"open maps":            {"x: ", "{a: ", "\n"},
		"open string":          {"x: \"", "a%[1]d\n", ""},
		"nested sequences":     {"x:\n", "- ", "a\n"},
		"question marks":       {"x:\n  ", "? ", "a\n"},
		"globs":                {"applyTo: \"", "**/*a%[1]d,", "\"\n"},
	}
	for name, v := range values {
		all = append(all, hostile{"frontmatter: " + name, "a.agent.md", between(frontmatterHead+v[0], v[1], v[2]+"---\nDo it.\n")})
	}
	return append(all,
		hostile{"frontmatter: nested maps", "a.agent.md", func(n int) string { return frontmatterHead + stairs(n) + "---\n" }},
		hostile{"frontmatter: nested lists", "a.agent.md", func(n int) string { return frontmatterHead + "x: " + deep(n, "[", "]") + "\n---\n" }},
		hostile{"frontmatter: unclosed", "a.agent.md", between(frontmatterHead, "k%[1]d: v\n", "")},
		hostile{"frontmatter: dashes", "a.agent.md", between(frontmatterHead, "----\n", "")},
		hostile{"frontmatter: below text", "a.agent.md", between("a\n\n\n----\nname: x\n", "k%[1]d: v\n", "----\n")},
	)
}

// stairs is YAML in which each line is the map that the one before it holds.
func stairs(size int) string {
	var out strings.Builder
	for i := 0; out.Len() < size; i++ {
		out.WriteString(strings.Repeat(" ", i) + "k:\n")
	}
	return out.String()
}

func mcpInputs() (all []hostile) {
	values := map[string][3]string{
		"servers":         {`{"mcpServers": {`, `"s%[1]d": {"command": "npx", "args": ["p%[2]d"]}, `, `"z": {}}}`},
		"servers by line": {"{\"mcpServers\": {\n", "\"s%[1]d\": {\"command\": \"npx\", \"args\": [\"p%[2]d\"]},\n", `"z": {}}}`},
		"one server":      {"{\"mcpServers\": {\n", "\"s\": {\"command\": \"npx\", \"args\": [\"p@1\"]},\n", `"z": {}}}`},
		"arguments":       {`{"mcpServers": {"s": {"command": "npx", "args": [`, `"--a%[1]d", `, `"z"]}}}`},
		"environment":     {`{"mcpServers": {"s": {"command": "npx", "env": {`, `"A%[1]d_TOKEN": "${B%[1]d}", `, `"Z": ""}}}}`},
		"secrets":         {`{"mcpServers": {"s": {"command": "npx", "env": {`, `"A%[1]d_TOKEN": "ghp_%[1]dabcdefghijklmnopqrstuvwxyz01234567", `, `"Z": ""}}}}`},
		"URLs":            {`{"mcpServers": {`, `"s%[1]d": {"type": "http", "url": "http://example.com/%[1]d"}, `, `"z": {}}}`},
		"unknown keys":    {`{"mcpServers": {"s": {`, `"k%[1]d": 1, `, `"z": 1}}}`},
		"numbers":         {`{"x": [`, `1,`, `1]}`},
		"lists":           {`{"x": [`, `[],`, `1]}`},
		"maps":            {`{"x": [`, `{},`, `1]}`},
		"a long string":   {`{"x": "`, `word%[1]d `, `"}`},
		"escapes":         {`{"x": "`, `\u00e9`, `"}`},
		"short escapes":   {`{"x": [`, `"\n",`, `1]}`},
		"comments":        {`{"x": [`, "// a\n", `1]}`},
		"trailing commas": {`{"x": [`, "[1,],", `1]}`},
		"open lists":      {`{"x": `, `[`, ``},
		"open maps":       {``, `{"x": `, ``},
		"open string":     {`{"x": "`, `a`, ``},
		"spaces":          {`{"x": `, ` `, `1}`},
		"nothing":         {``, ` `, ``},
		"inputs":          {`{"inputs": [`, `{"id": "i%[1]d"}, `, `{}], "servers": {}}`},
		"uses of inputs":  {`{"inputs": [], "servers": {"s": {"command": "a", "args": [`, `"${input:i%[1]d}", `, `""]}}}`},
	}
	for name, v := range values {
		file := ".mcp.json"
		if strings.Contains(name, "inputs") {
			file = ".vscode/mcp.json"
		}
		all = append(all, hostile{"MCP: " + name, file, between(v[0], v[1], v[2])})
	}
	return append(all, hostile{"MCP: nested", ".mcp.json", func(n int) string { return `{"mcpServers": ` + deep(n, "[", "]") + "}" }})
}

func configInputs() (all []hostile) {
	yaml := map[string][3]string{
		"ordinary":           {"", "model%[1]d:\n  name: resnet50  # a backbone\n  layers: [64, 128, 256]\n  dropout: 0.1\n", ""},
		"keys":               {"", "k%[1]d: %[2]d\n", ""},
		"known keys":         {"x:\n", "  - lr: %[1]d\n", ""},
		"one key":            {"", "lr: 0.1\n", ""},
		"a list":             {"x:\n", "- a\n", ""},
		"a flow list":        {"x: [", "1,", "]\n"},
		"a flow map":         {"x: {", "k%[1]d: 1,", "}\n"},
		"on one line":        {"x: [", "{lr: 0.1, a%[1]d: 2},", "]\n"},
		"comments":           {"", "# a%[1]d\n", ""},
		"comments of values": {"", "k%[1]d: 1  # a\n", ""},
		"anchors":            {"", "k%[1]d: &a%[1]d v\n", ""},
		"aliases":            {"a: &a {b: 1}\n", "k%[1]d: *a\n", ""},
		"merges":             {"a: &a {b: 1}\n", "k%[1]d:\n  <<: *a\n  c: 2\n", ""},
		"suppressions":       {"", "k%[1]d: 1  # agentlint: ignore[config-type] -- y\n", ""},
		"lists of lists":     {"x:\n", "- - - a\n", ""},
		"open lists":         {"x: ", "[", ""},
		"sequences":          {"x:\n", "- ", "a\n"},
		"tags":               {"x:\n", "- !!str a\n", ""},
		"multi-line strings": {"x:\n", "- |\n  a\n  b\n", ""},
		"quoted strings":     {"x:\n", "- 'a%[1]d'\n", ""},
		"documents":          {"", "---\nlr: 0.1\n", ""},
		"paths":              {"", "p%[1]d: /home/user/data%[1]d\n", ""},
		"floats as strings":  {"", "k%[1]d: 1e-4\n", ""},
	}
	for name, v := range yaml {
		all = append(all, hostile{"YAML: " + name, "train.yaml", between(trainingHead+v[0], v[1], v[2])})
	}
	json := map[string][3]string{
		"keys":              {"", `"k%[1]d": %[2]d, `, ""},
		"one key":           {"", `"lr": 1, `, ""},
		"a list":            {`"x": [`, "1,", "1], "},
		"a list of strings": {`"x": [`, "\"a\",", "1], "},
		"maps":              {`"x": [`, `{"lr": 1},`, "1], "},
		"open":              {`"x": `, `[`, ""},
	}
	for name, v := range json {
		all = append(all, hostile{"JSON: " + name, "train.json", between(`{"lr": 0.1, "epochs": 3, `+v[0], v[1], v[2]+`"model": "x"}`)})
	}
	toml := map[string][3]string{
		"keys":                         {"", "k%[1]d = %[2]d\n", ""},
		"one key":                      {"", "k = 1\n", ""},
		"dotted keys":                  {"", "a.b.k%[1]d = 1\n", ""},
		"tables":                       {"", "[t%[1]d]\nlr = 1\n", ""},
		"nested tables":                {"", "[a.b.t%[1]d]\nlr = 1\n", ""},
		"one table":                    {"", "[t]\nlr = 1\n", ""},
		"arrays of tables":             {"", "[[t]]\nlr = 1\n", ""},
		"arrays of tables with tables": {"", "[[t]]\n[t.a%[1]d]\nlr = 1\n", ""},
		"arrays of tables by name":     {"", "[[t%[1]d]]\nlr = 1\n", ""},
		"a list":                       {"x = [", "1,", "]\n"},
		"a list of strings":            {"x = [", "'a',", "]\n"},
		"an inline table":              {"x = {", "k%[1]d = 1, ", "z = 1}\n"},
		"open lists":                   {"x = ", "[", ""},
		"open tables":                  {"x = ", "{a=", ""},
		"comments":                     {"", "# a%[1]d\n", ""},
		"deep keys":                    {"", "a.", "b = 1\n"},
		"deep headers":                 {"[", "a.", "b]\n"},
		"strings":                      {"", "k%[1]d = \"\"\"\na\n\"\"\"\n", ""},
		"suppressions":                 {"", "k%[1]d = 1  # agentlint: ignore[config-type] -- y\n", ""},
	}
	for name, v := range toml {
		all = append(all, hostile{"TOML: " + name, "train.toml", between("lr = 0.1\nepochs = 3\n"+v[0], v[1], v[2])})
	}
	return append(all,
		hostile{"YAML: duplicate keys below many levels", "train.yaml", func(n int) string {
			return trainingHead + "x: " + strings.Repeat("{k: ", n/50) + "{" + strings.Repeat("a: 1, ", n/10) + "}" + strings.Repeat("}", n/50) + "\n"
		}},
		hostile{"JSON: duplicate keys below many levels", "train.json", func(n int) string {
			return `{"lr": 0.1, "epochs": 3, "x": ` + strings.Repeat(`{"k": `, n/50) + "{" + strings.Repeat(`"a": 1, `, n/10) + `"b": 1}` + strings.Repeat("}", n/50) + "}"
		}},
		hostile{"YAML: directives", "train.yaml", func(n int) string { return upTo(n, "%%TAG !a%[1]d! b\n") + "---\n" + trainingHead }},
		hostile{"YAML: nested maps", "train.yaml", func(n int) string { return trainingHead + stairs(n) }},
		hostile{"YAML: nested lists", "train.yaml", func(n int) string { return trainingHead + "x: " + deep(n, "[", "]") + "\n" }},
		hostile{"JSON: nested", "train.json", func(n int) string { return `{"lr": 0.1, "epochs": 3, "x": ` + deep(n, "[", "]") + "}" }},
		hostile{"TOML: nested", "train.toml", func(n int) string { return "lr = 0.1\nepochs = 3\nx = " + deep(n, "[", "]") + "\n" }},
	)
}

// writeTo is for measuring agentlint by hand: go test ./rules -run TestWriteHostile -write-hostile DIR
var (
	writeTo   = flag.String("write-hostile", "", "folder to write the hostile inputs to")
	writeSize = flag.Int("hostile-size", 9_900_000, "bytes of each hostile input that is written")
)

func TestWriteHostile(t *testing.T) {
	if *writeTo == "" {
		t.Skip("wants a folder in -write-hostile")
	}
	for _, input := range growing() {
		dir := filepath.Join(*writeTo, strings.NewReplacer(" ", "_", ":", "", ",", "").Replace(input.name))
		path := filepath.Join(dir, input.file)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(input.make(*writeSize)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
