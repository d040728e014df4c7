package merge

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/machine"
	"github.com/agentlint/agentlint/report/sarif"
)

// A shard is the report on one share of the files.
type shard struct {
	name     string // of the file that it was read from
	format   string
	version  string
	part     *report.Part
	findings []lint.Finding
	log      *sarif.Read // nil if it is no SARIF
}

// parse returns the shards in a text: one, or several in JSONL.
func parse(name string, text []byte) (all []*shard, err error) {
	if bytes.HasPrefix(text, []byte(`{"type":"meta",`)) {
		for _, one := range reports(text) {
			r, err := machine.ReadJSONL(one, rule)
			if err != nil {
				return nil, err
			}
			all = append(all, &shard{name, "jsonl", r.Version, r.Part, r.Findings, nil})
		}
		return all, areShards(all)
	}
	if bytes.Contains(text[:min(len(text), 200)], []byte(`"$schema"`)) {
		r, err := sarif.ReadLog(text, rule)
		if err != nil {
			return nil, err
		}
		all = []*shard{{name, "sarif", r.Version, r.Part, r.Findings, r}}
		return all, areShards(all)
	}
	r, err := machine.ReadJSON(text, rule)
	if err != nil {
		return nil, fmt.Errorf("it is not a report in JSON, JSONL or SARIF: %w", err)
	}
	all = []*shard{{name, "json", r.Version, r.Part, r.Findings, nil}}
	return all, areShards(all)
}

// reports divides a text into the reports in JSONL of which it consists.
func reports(text []byte) (all [][]byte) {
	for len(text) > 0 {
		end := bytes.Index(text[1:], []byte("\n{\"type\":\"meta\","))
		if end < 0 {
			return append(all, text)
		}
		all, text = append(all, text[:end+2]), text[end+2:]
	}
	return all
}

func areShards(all []*shard) error {
	for _, s := range all {
		if s.version != console.Version() {
			return fmt.Errorf("it was written by agentlint %s, and this is %s", s.version, console.Version())
		}
		if s.part == nil {
			return errors.New("it is the report of a whole run; only those of agentlint --shard can be merged")
		}
		if _, err := lint.ParseShare(fmt.Sprintf("%d/%d", s.part.Index, s.part.Count)); err != nil {
			return err
		}
	}
	return nil
}

// match puts the shards in order, and says why they are not all of one run.
func match(shards []*shard) error {
	first := shards[0]
	for _, s := range shards[1:] {
		switch {
		case s.format != first.format:
			return fmt.Errorf("%s is in %s, and %s in %s; merge one format at a time", label(first), first.format, label(s), s.format)
		case s.part.Count != first.part.Count:
			return fmt.Errorf("%s is one of %d shards, and %s one of %d", label(first), first.part.Count, label(s), s.part.Count)
		case s.part.Of != first.part.Of:
			return fmt.Errorf("%s and %s are not of the same run: versions, flags, settings or files differ", label(first), label(s))
		case s.part.FailOn != first.part.FailOn:
			return fmt.Errorf("%s was given --fail-on %s, and %s --fail-on %s", label(first), first.part.FailOn, label(s), s.part.FailOn)
		}
	}
	by := map[int]*shard{}
	for _, s := range shards {
		if other := by[s.part.Index]; other != nil {
			return fmt.Errorf("shard %d/%d is there twice: %s and %s", s.part.Index, s.part.Count, label(other), label(s))
		}
		by[s.part.Index] = s
	}
	for i := 1; i <= first.part.Count; i++ {
		if by[i] == nil {
			return fmt.Errorf("shard %d/%d is missing", i, first.part.Count)
		}
	}
	slices.SortFunc(shards, func(a, b *shard) int { return a.part.Index - b.part.Index })
	return nil
}

func label(s *shard) string {
	if s.name == "-" {
		return "standard input"
	}
	return console.Printable(s.name)
}

// rule returns the rule of an ID, by the name that it has now only.
func rule(id string) (*lint.Rule, error) {
	found, err := known.Rule(id)
	if err == nil && found.ID != id {
		err = fmt.Errorf("there is no rule %q", id)
	}
	return found, err
}
