package machine

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
)

// A Read report is what one of a share of the files says.
type Read struct {
	Version  string
	Part     *report.Part // nil if the report is of a whole run
	Findings []lint.Finding
}

// ReadJSON reads what [JSON] has written. It is given what returns the rule of an ID.
func ReadJSON(text []byte, rule func(id string) (*lint.Rule, error)) (*Read, error) {
	var log struct {
		Schema   int            `json:"schema"`
		Tool     jsonTool       `json:"tool"`
		Shard    *report.Part   `json:"shard"`
		Findings []*jsonFinding `json:"findings"`
		Summary  *jsonSummary   `json:"summary"`
	}
	if err := json.Unmarshal(text, &log); err != nil {
		return nil, err
	}
	if log.Schema != jsonSchema || log.Summary == nil {
		return nil, errors.New("it is not a JSON report of this version of agentlint")
	}
	r := &Read{Version: log.Tool.Version, Part: log.Shard}
	return r, r.add(log.Findings, rule)
}

// ReadJSONL reads what [JSONL] has written.
func ReadJSONL(text []byte, rule func(id string) (*lint.Rule, error)) (*Read, error) {
	r, isWhole := &Read{}, false
	lines := bufio.NewReader(bytes.NewReader(text))
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && len(line) == 0 {
			break
		}
		var head struct {
			Type string `json:"type"`
		}
		if err := json.Unmarshal(line, &head); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		switch head.Type {
		case "meta":
			var meta jsonMeta
			err = json.Unmarshal(line, &meta)
			r.Version = meta.Version
		case "shard":
			r.Part = new(report.Part)
			err = json.Unmarshal(line, r.Part)
		case "finding":
			f := new(jsonFinding)
			if err = json.Unmarshal(line, f); err == nil {
				err = r.add([]*jsonFinding{f}, rule)
			}
		case "summary":
			isWhole, err = true, nil
		default:
			err = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
	}
	if !isWhole {
		return nil, errors.New("the end of the report is missing: its last line is no summary")
	}
	return r, nil
}

// add adds findings as a run has them.
func (r *Read) add(findings []*jsonFinding, rule func(id string) (*lint.Rule, error)) error {
	for _, f := range findings {
		if f == nil {
			return errors.New("a finding is null")
		}
		of, err := rule(f.Rule)
		if err != nil {
			return err
		}
		r.Findings = append(r.Findings, f.finding(of))
	}
	return nil
}

// finding is the inverse of toJSON.
func (f *jsonFinding) finding(rule *lint.Rule) lint.Finding {
	found := lint.Finding{
		Rule: rule, Severity: f.Severity, Message: f.Message, Path: f.Path, Start: source.Position(f.Start), End: source.Position(f.End),
	}
	if f.Cell != nil {
		found.Cell = lint.Cell(*f.Cell)
	}
	for _, r := range f.Related {
		found.Related = append(found.Related, lint.Related{Message: r.Message, Path: r.Path, Start: source.Position(r.Start), End: source.Position(r.End)})
	}
	for _, b := range f.Breaks {
		found.Breaks = append(found.Breaks, lint.Broken{Tier: b.Tier, Text: b.Text, Path: b.Path, Start: source.Position(b.Start), End: source.Position(b.End)})
	}
	for _, fix := range f.Fixes {
		edits := make([]lint.Edit, len(fix.Edits))
		for i, e := range fix.Edits {
			edits[i] = lint.Edit(e)
		}
		found.Fixes = append(found.Fixes, lint.Fix{Message: fix.Message, Safe: fix.Safe, Edits: edits})
	}
	return found
}
