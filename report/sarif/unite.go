package sarif

import (
	"encoding/json"
	"errors"
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
	results  []sarifResult
}

// ReadLog reads what [Write] has written. Of the findings, which have the order of the results, only rule, severity and path are known, and
// as offsets their places in that order and the number of the share. It is given what returns the rule of an ID.
func ReadLog(text []byte, rule func(id string) (*lint.Rule, error)) (*Read, error) {
	var log sarifLog
	if err := json.Unmarshal(text, &log); err != nil {
		return nil, err
	}
	if log.Schema != sarifSchema || len(log.Runs) != 1 {
		return nil, errors.New("it is not a SARIF report of this version of agentlint")
	}
	run := &log.Runs[0]
	r := &Read{Version: run.Tool.Driver.Version, results: run.Results}
	if run.Properties == nil || run.Properties.Shard == nil {
		return r, nil
	}
	if r.Part = run.Properties.Shard; len(r.Part.Paths) != len(run.Results) {
		return nil, errors.New("the results were changed since they were written")
	}
	for i, result := range run.Results {
		of, err := rule(result.RuleID)
		if err != nil {
			return nil, err
		}
		r.Findings = append(r.Findings, lint.Finding{
			Rule: of, Severity: lint.Severity(result.Level), Path: r.Part.Paths[i], Start: source.Position{Offset: i}, End: source.Position{Offset: r.Part.Index},
		})
	}
	return r, nil
}

// Unite writes the report of the run that reports are of, in their order. The result is that of [report.Unite], with the findings of the
// reports.
func Unite(w io.Writer, reports []*Read, result *lint.Result) error {
	first := reports[0].Part
	b := newBuilder(report.Report{Result: result, Version: reports[0].Version, Root: first.Root, Repository: first.Repository})
	results := []sarifResult{}
	for _, f := range report.Worst(result, sarifMaxResult) {
		one := reports[f.End.Offset-1].results[f.Start.Offset]
		one.RuleIndex, one.Level = b.ruleIndex(f.Rule), string(f.Severity)
		b.outside = b.outside || one.isOutside()
		results = append(results, one)
	}
	return b.write(w, results)
}

// isOutside reports whether a place of the result is not below the root.
func (r *sarifResult) isOutside() bool {
	for _, locations := range [][]sarifLocation{r.Locations, r.RelatedLocations} {
		for _, l := range locations {
			if l.PhysicalLocation.ArtifactLocation.URIBaseID == sarifFileSystem {
				return true
			}
		}
	}
	return false
}
