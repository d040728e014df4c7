package linttest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
)

// opening matches the first line of a fenced block of a page: its backticks and its info string.
var opening = regexp.MustCompile("^(`{3,})([^\n`]*)\n$")

// blocks yields the info string and the content of each fenced block. A longer fence may hold shorter ones.
func blocks(markdown string) func(yield func(info, content string) bool) {
	return func(yield func(info, content string) bool) {
		mark, info, content := "", "", ""
		for line := range strings.Lines(markdown + "\n") {
			m := opening.FindStringSubmatch(line)
			switch {
			case mark == "" && m != nil:
				mark, info, content = m[1], m[2], ""
			case mark != "" && strings.TrimSpace(line) == mark:
				if mark = ""; !yield(info, content) {
					return
				}
			case mark != "":
				content += line
			}
		}
	}
}

// fileAttribute names the file that a block of a page pretends to be: ```yaml file=config/train.yaml
var fileAttribute = regexp.MustCompile(`\bfile=(\S+)`)

// runPage holds a page to its word: each example under "Bad" has a finding, none under "Good" has.
func runPage(t *testing.T, rule *lint.Rule, all []*lint.Rule) {
	for _, section := range []string{"Bad", "Good"} {
		examples := examples(rule.Section(section))
		if len(examples) == 0 {
			t.Errorf("the page has no example under %q", "## "+section)
		}
		for i, files := range examples {
			t.Run(fmt.Sprintf("%s %d", section, i+1), func(t *testing.T) {
				findings := Check(t, withOptions(t, rule, files), files, all...).Findings
				if section == "Bad" && len(findings) == 0 {
					t.Errorf("no finding in the bad example %v", files)
				}
				for _, f := range findings {
					if section == "Good" {
						t.Errorf("finding in a good example: %s:%d: %s", f.Path, f.Start.Line, f.Message)
					}
				}
			})
		}
	}
}

// examples returns the projects that a section shows: each block by itself, and those with file= together as one.
func examples(section string) (out []Files) {
	together := Files{}
	for info, content := range blocks(section) {
		if name := fileAttribute.FindStringSubmatch(info); name != nil {
			together[name[1]] = content
			continue
		}
		language, escaped := strings.CutSuffix(strings.TrimSpace(info), " bytes")
		if escaped {
			content = unescape(content)
		}
		switch language {
		case "python":
			out = append(out, Files{"train.py": content})
		case "markdown":
			out = append(out, Files{".github/agents/example.agent.md": content})
		case "yaml":
			out = append(out, Files{"configs/train.yaml": content})
		}
	}
	if len(together) > 0 {
		out = append(out, together)
	}
	return out
}

var escape = regexp.MustCompile(`\\x[0-9a-f]{2}`)

// unescape puts in the bytes that a block marked ```python bytes can only show as \xe9: a page is UTF-8.
func unescape(content string) string {
	return escape.ReplaceAllStringFunc(content, func(e string) string {
		b, _ := strconv.ParseUint(e[2:], 16, 8)
		return string([]byte{byte(b)})
	})
}
