package program

import (
	"slices"
	"strings"
)

// traceSaves says what is saved of a training, when and where to.
func (e *Entry) traceSaves(t *Training) Belief {
	b := Belief{Text: "checkpoints"}
	saves := e.Saves(t)
	for i := range saves.All {
		text, at := saves.All[i].describe(), saves.All[i].At
		if !slices.ContainsFunc(b.Children, func(c Belief) bool { return c.Text == text && c.At == at }) {
			b.Children = append(b.Children, Belief{Text: text, At: at})
		}
	}
	if saves.Unknown.File != nil {
		b.Children = append(b.Children, Belief{Text: "this may save: its code is not here", At: saves.Unknown})
	}
	if at, ok := e.StopsGracefully(t); ok {
		b.Children = append(b.Children, Belief{Text: "a stop is seen to", At: at})
	}
	if b.Children == nil {
		b.Text += ": none found"
	}
	return b
}

// describe says what a save is taken for: torch.save of model and epoch in the loop, on improvement, over a constant path.
func (s *Save) describe() string {
	var parts []string
	for _, part := range s.Contents.Parts {
		parts = append(parts, string(part))
	}
	if s.Contents.Unknown {
		parts = append(parts, "what can't be told")
	}
	where := []string{"outside the loop"}
	if s.InLoop {
		where[0] = "in the loop"
	}
	for i, condition := range []string{"on improvement", "periodically", "at the end", "on one process", "on failure", "on a condition"} {
		if s.Guard.Is(1 << i) {
			where = append(where, condition)
		}
	}
	path := [...]string{"to a constant path", "to a path that the run's configuration sets", "to a path that varies"}[s.Path.Stability]
	return s.By + " of " + strings.Join(parts, ", ") + " " + strings.Join(append(where, path), ", ")
}
