package main

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/source"
)

// differences returns what differs in a file that rules have fixed.
func (p *proof) differences(change fix.Change, ids []string) ([]difference, error) {
	switch ext := path.Ext(change.Path); ext {
	case ".py":
		return p.programs(string(change.Old), string(change.New), ids)
	case ".ipynb":
		return p.cells(change, ids)
	case ".md", ".mdc":
		return p.texts(change, ids)
	default:
		return values(decode(ext, change.Old), decode(ext, change.New), ids), nil
	}
}

// programs compares Python. What CPython did not compile before is not compared.
func (p *proof) programs(before, after string, ids []string) ([]difference, error) {
	var patterns []string
	for _, id := range ids {
		patterns = append(patterns, design[id].python...)
	}
	a, err := p.python.ask(before, after, patterns)
	switch {
	case err != nil:
		return nil, err
	case !a.Compiled:
		p.uncompared++
	case a.Error != "":
		return []difference{{what: "it does not compile any more: " + a.Error}}, nil
	}
	return a.Differences, nil
}

// cells compares notebooks: they are JSON that is the same but for the code, and byte for byte but for its strings.
func (p *proof) cells(change fix.Change, ids []string) ([]difference, error) {
	old, oldError := withoutCode(change.Old)
	now, nowError := withoutCode(change.New)
	switch {
	case oldError != nil:
		p.uncompared++
		return nil, nil
	case nowError != nil:
		return []difference{{what: "the notebook is not JSON any more: " + nowError.Error()}}, nil
	case old != now:
		return []difference{{what: "the notebook differs in more than its code"}}, nil
	}
	before, after := notebook.Parse(source.New(change.Path, change.Old)), notebook.Parse(source.New(change.Path, change.New))
	if rest(before, change.Old) != rest(after, change.New) {
		return []difference{{what: "the notebook's bytes differ outside of its code"}}, nil
	}
	return p.programs(string(before.Text), string(after.Text), ids)
}

// withoutCode returns a notebook as JSON, without the code of its cells.
func withoutCode(data []byte) (string, error) {
	var n map[string]any
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte(source.BOM)), &n); err != nil {
		return "", err
	}
	cells, _ := n["cells"].([]any)
	for _, c := range cells {
		if cell, ok := c.(map[string]any); ok && cell["cell_type"] == "code" {
			delete(cell, "source")
		}
	}
	out, err := json.Marshal(n)
	return string(out), err
}

// rest returns the bytes of a notebook outside of the code.
func rest(n *notebook.File, data []byte) string {
	var out strings.Builder
	at := 0
	for _, c := range n.Cells {
		out.Write(data[at:c.Source.Start])
		out.WriteByte('|')
		at = c.Source.End
	}
	out.Write(data[at:])
	return out.String()
}

// texts compares definitions: their frontmatter as data, their examples as programs, and the rest of their text.
func (p *proof) texts(change fix.Change, ids []string) (all []difference, err error) {
	before, after := parse(change.Path, change.Old), parse(change.Path, change.New)
	all = frontmatters(before, after, ids)
	if len(before.Fences) != len(after.Fences) {
		return append(all, difference{what: "there are more or fewer code blocks"}), nil
	}
	for i := range before.Fences {
		language := before.Fences[i].Language
		old, _ := before.Extract(before.Fences[i])
		now, _ := after.Extract(after.Fences[i])
		var found []difference
		switch {
		case bytes.Equal(old, now):
		case slices.Contains([]string{"python", "py"}, language):
			found, err = p.programs(string(old), string(now), ids)
		case slices.Contains([]string{"yaml", "yml", "json"}, language):
			found = values(decode("."+language, old), decode("."+language, now), ids)
		default:
			found = []difference{prose("a code block of "+language, ids)}
		}
		if all = append(all, found...); err != nil {
			return nil, err
		}
	}
	if prosaic(before) != prosaic(after) {
		all = append(all, prose("the text", ids))
	}
	return all, nil
}

// frontmatters compares what definitions say of themselves.
func frontmatters(before, after *agent.File, ids []string) []difference {
	if before.Frontmatter == nil {
		return nil
	}
	if after.Frontmatter == nil {
		return []difference{{what: "there is no frontmatter any more"}}
	}
	old, now := decode(".yaml", []byte(before.Text(before.Frontmatter.Content))), decode(".yaml", []byte(after.Text(after.Frontmatter.Content)))
	if old != nil || now == nil {
		return values(old, now, ids)
	}
	what := difference{"the frontmatter can be read now", true}
	for _, field := range before.Fields() { // as they can be guessed
		text := strings.Fields(field.Value.Text())
		if is, ok := now[field.Name]; ok && field.Recovered && !slices.Equal(strings.Fields(strings.TrimPrefix(is, "string ")), text) {
			return []difference{what, {what: field.Name + " is not what it seemed to be: " + is}}
		}
	}
	return []difference{what}
}

// parse reads a definition of a kind that does not matter here.
func parse(name string, text []byte) *agent.File {
	kind, _ := kind.Classify(name)
	return agent.Parse(source.New(name, text), kind)
}

// prosaic returns the text of a definition outside of code blocks and comments for agentlint.
func prosaic(f *agent.File) string {
	var out strings.Builder
	at := f.Body.Start
	for _, fence := range f.Fences {
		if fence.Range.Start >= at {
			out.Write(f.Source.Text[at:fence.Range.Start])
			at = fence.Range.End
		}
	}
	out.Write(f.Source.Text[at:])
	return directive.ReplaceAllString(out.String(), "")
}

// directive matches a comment for agentlint, with the line end after it.
var directive = pattern.New(`(?s)<!--\s*agentlint:.*?-->\r?\n?`)

// prose is a difference in text that means what a reader makes of it.
func prose(what string, ids []string) difference {
	byDesign := slices.ContainsFunc(ids, func(id string) bool { return design[id].text })
	return difference{what + " differs", byDesign}
}
