package hostfile

import (
	"cmp"
	"fmt"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/config"
)

// Load says what a host makes of the file, as far as is known: its keys, why it refuses the file, and the commands that it runs.
func (f *File) Load(h *host.Host) *host.Loaded {
	l := &host.Loaded{Host: h.Title, Refusals: []string{}, Tools: []string{}, Keys: []host.LoadedKey{}, Handoffs: []host.LoadedHandoff{}}
	if !strings.HasPrefix(h.Title, f.Format.Host) {
		l.Refusals = append(l.Refusals, fmt.Sprintf("does not read %s; %s does", f.Format.Name, f.Format.Host))
		return l
	}
	l.Reads = true
	if schema := f.Format.Schema(); schema != nil {
		_, l.TakesTools = schema.Keys["tools"]
		_, l.TakesModel = schema.Keys["model"]
		l.AllTools = l.TakesTools
	}
	for _, p := range f.Problems {
		if p.Kind == config.DuplicateKey {
			l.Remarks = append(l.Remarks, p.Message+", and only the last is read")
		} else {
			l.Refusals = append(l.Refusals, p.Message)
		}
	}
	base := path.Base(f.Source.Path)
	l.Name = cmp.Or(f.text("name"), strings.TrimSuffix(base, path.Ext(base)))
	l.Description, l.Model = f.text("description"), f.text("model")
	body := cmp.Or(f.text("developer_instructions"), f.text("prompt"))
	l.BodyChars = utf8.RuneCountInString(body)
	f.loadKeys(l)
	for _, c := range f.Commands() {
		l.Remarks = append(l.Remarks, fmt.Sprintf("%s runs %s", c.What, c.Text))
	}
	return l
}

// loadKeys says what becomes of each key, and why the file is refused.
func (f *File) loadKeys(l *host.Loaded) {
	reasons := map[string]string{}
	for _, fault := range f.Faults() {
		if fault.Refused {
			l.Refusals = append(l.Refusals, fault.Message)
		}
		reasons[fault.Key] = fault.Message
	}
	schema := f.Format.Schema()
	for _, field := range f.Root.Fields {
		key := host.LoadedKey{Name: field.Name, Kept: reasons[field.Name] == "", Reason: reasons[field.Name]}
		if schema != nil && reasons[field.Name] == "" {
			if _, ok := schema.Keys[field.Name]; !ok {
				key.Reason = "nothing is known here of it"
			}
		}
		l.Keys = append(l.Keys, key)
	}
	if tools := f.Root.Field("tools"); tools != nil && tools.Value.Items != nil {
		l.AllTools = false
		for _, item := range tools.Value.Items {
			l.Tools = append(l.Tools, item.Text())
		}
	}
}

func (f *File) text(name string) string {
	if field := f.Root.Field(name); field != nil {
		return field.Value.Text()
	}
	return ""
}
