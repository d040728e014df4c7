package agent

// A Handoff is an entry of the frontmatter's handoffs: a button that goes on with another agent.
// Source: https://code.visualstudio.com/docs/agent-customization/custom-agents
type Handoff struct {
	Range  Range
	Fields []Field // in order, unknown ones too; none if the entry is not a map
}

// Field returns the handoff's first field of that name, or nil.
func (h Handoff) Field(name string) *Field { return Value{Fields: h.Fields}.Field(name) }

// Agent returns the field that names the next agent: agent, or target if there is no agent, or nil.
// No host reads target, but the author's intention is the same.
func (h Handoff) Agent() *Field {
	if field := h.Field("agent"); field != nil {
		return field
	}
	return h.Field("target")
}

func (f *File) parseHandoffs() {
	field := f.Field("handoffs")
	if field == nil {
		return
	}
	for _, item := range field.Value.Items {
		f.Handoffs = append(f.Handoffs, Handoff{item.Range, item.Fields})
	}
}
