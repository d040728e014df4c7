package logging

import (
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// isTable reports whether a report writes the table that it is called on to a file: losses.to_csv("losses.csv").
func isTable(r *Report) bool {
	_, method := story.CutLast(r.Name)
	return tableWriters[method] && r.Object.Of != value.Nothing
}

// tableWriters are the methods of tables of pandas and Polars that write these.
var tableWriters = map[string]bool{"to_csv": true, "to_json": true, "to_parquet": true}

// topicsOfTable tells what a table that is written is about by the names of its columns, and by its path. What is in it may be predictions,
// which say nothing of how a training went, so that a score alone counts only while one runs.
func topicsOfTable(s *story.Story, r *Report) Topics {
	w := tableWalk{s, map[value.ID]bool{}}
	out := w.of(r.Object.Of, 0)
	for _, a := range r.Values {
		out |= topicsOf(s, a.Value)
	}
	if out&trainLoss == 0 && !isDuringAny(s, &r.Step) {
		out &^= quality
	}
	return out
}

// A tableWalk goes from a table to what it was made of, and what was appended to it.
type tableWalk struct {
	*story.Story
	seen map[value.ID]bool
}

func (w *tableWalk) of(v value.Value, depth int) (out Topics) {
	if depth > story.MaxWalk {
		return 0
	}
	for _, id := range w.Record.Heap.All(v) {
		if w.seen[id] {
			continue
		}
		w.seen[id] = true
		o := w.Record.Heap.Object(id)
		switch o.Kind {
		case value.Literal:
			out |= TopicsOfText(story.Written(o)) & metrics
		case value.Dict:
			for _, key := range value.SortedKeys(o.Fields) {
				out |= TopicsOfText(key) & metrics
			}
		case value.List, value.Tuple:
			for _, item := range o.Items {
				out |= w.of(item, depth+1)
			}
			out |= w.of(o.Elements, depth+1)
		case value.Foreign:
			out |= w.of(o.Of, depth+1)
			for _, a := range o.Args {
				out |= w.of(a.Value, depth+1)
			}
		}
	}
	return out
}
