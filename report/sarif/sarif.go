// Package sarif writes reports for code scanning, in SARIF 2.1.0.
package sarif

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// What GitHub accepts and stores:
// https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
const (
	sarifSchema    = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
	sarifMaxResult = 25_000 // results in a run; a file with more is rejected

	// The bases of relative URIs: the root of the run, and that of the file system for files outside it.
	// GitHub rejects all of a report with an absolute URI that is not below the checkout.
	sarifRoot       = "%SRCROOT%"
	sarifFileSystem = "%FSROOT%"
)

// Write writes a report for code scanning: SARIF 2.1.0 with one run, in the subset that GitHub reads.
// Rules are those that have results, with their whole pages. Of more than 25,000 findings it keeps the worst, and says so in the run's notifications.
func Write(w io.Writer, r report.Report) error {
	b := newBuilder(r)
	return b.write(w, b.results())
}

func newBuilder(r report.Report) *sarifBuilder {
	return &sarifBuilder{Report: r, source: r.Sources(), driverRules: []sarifRule{}, rules: map[string]int{}}
}

// write writes a run with results, which have added their rules and bases.
func (b *sarifBuilder) write(w io.Writer, results []sarifResult) error {
	invocation := b.invocation() // first, since it adds bases
	run := sarifRun{
		Tool: sarifTool{Driver: sarifDriver{
			Name: "agentlint", Version: b.Version, SemanticVersion: b.Version, InformationURI: address.Home(), Rules: b.driverRules,
		}},
		Invocations:        []sarifInvocation{invocation},
		AutomationDetails:  sarifAutomation{ID: "agentlint/"}, // the part before the slash is GitHub's category
		OriginalURIBaseIDs: b.bases(),
		ColumnKind:         "unicodeCodePoints",
		Results:            results,
		Properties:         b.share(),
	}
	log := sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}
	_, err := w.Write(append(report.Encode(log, " "), '\n'))
	return err
}

// A sarifBuilder turns a report into the objects of a run.
type sarifBuilder struct {
	report.Report
	source      func(path string) *source.File
	driverRules []sarifRule
	rules       map[string]int // ID to index in driverRules
	outside     bool           // a file is not below the root
	hashedPath  string
	hashes      map[int]string // of the lines of the file at hashedPath
}

// ruleIndex returns the rule's place among the driver's rules, where it is put if it has none yet.
func (b *sarifBuilder) ruleIndex(rule *lint.Rule) int {
	i, ok := b.rules[rule.ID]
	if !ok {
		i = len(b.driverRules)
		b.rules[rule.ID] = i
		b.driverRules = append(b.driverRules, newSarifRule(rule))
	}
	return i
}

func newSarifRule(rule *lint.Rule) sarifRule {
	uri, summary := report.PageURL(rule), cmp.Or(rule.Summary(), rule.ID)
	more := "`agentlint explain " + rule.ID + "` prints this page."
	if uri != "" {
		more = report.PageLink(rule)
	}
	s := sarifRule{
		ID:               rule.ID,
		Name:             pascalCase(rule.ID),
		ShortDescription: sarifText{Text: report.Shorten(summary)},
		FullDescription:  sarifText{Text: report.Shorten(cmp.Or(rule.Why(), summary))},
		Help: sarifText{ // the whole page, since GitHub does not show helpUri
			Text:     strings.TrimSpace(rule.Page + "\n\n" + cmp.Or(uri, "agentlint explain "+rule.ID+" prints this page.")),
			Markdown: strings.TrimSpace(rule.Page + "\n\n" + more),
		},
		HelpURI:              uri,
		DefaultConfiguration: sarifConfiguration{Level: string(rule.Severity)},
		Properties:           sarifProperties{Precision: "high", ProblemSeverity: problemSeverity(rule.Severity), Status: string(rule.Status)},
	}
	if rule.Family != "" {
		s.Properties.Tags = []string{rule.Family}
	}
	if rule.Status != lint.Stable {
		s.Properties.Tags = append(s.Properties.Tags, rule.Status.String())
	}
	return s
}

// problemSeverity is GitHub's word for a severity.
func problemSeverity(s lint.Severity) string {
	if s == lint.Note {
		return "recommendation"
	}
	return string(s)
}

// pascalCase returns a rule's name as SARIF writes names, or none for an ID of one word:
// a name that differs from the ID by case alone is an error to the validator.
func pascalCase(id string) string {
	if !strings.Contains(id, "-") {
		return ""
	}
	wordStart := true
	return strings.Map(func(r rune) rune {
		if r == '-' {
			wordStart = true
			return -1
		}
		if wordStart {
			wordStart = false
			return unicode.ToUpper(r)
		}
		return r
	}, id)
}

func (b *sarifBuilder) invocation() sarifInvocation {
	in := sarifInvocation{ExecutionSuccessful: b.Result.Failed == 0}
	for _, notice := range report.Failures(b.Result) {
		in.ExecutionSuccessful = false
		in.ToolExecutionNotifications = append(in.ToolExecutionNotifications, sarifNotification{
			Level:     "error",
			Message:   sarifText{Text: sentence(notice.Message)},
			Locations: []sarifLocation{{PhysicalLocation: sarifPhysical{ArtifactLocation: b.artifact(notice.Path)}}},
		})
	}
	for _, notice := range b.Result.Notices {
		if notice.Kind == lint.NotFollowed {
			in.ToolExecutionNotifications = append(in.ToolExecutionNotifications, sarifNotification{
				Level:     "note",
				Message:   sarifText{Text: "The training of this script can't be followed: " + notice.Message + "."},
				Locations: []sarifLocation{{PhysicalLocation: sarifPhysical{ArtifactLocation: b.artifact(notice.Path)}}},
			})
		}
	}
	if n := len(b.Result.Findings); n > b.limit() {
		in.ToolExecutionNotifications = append(in.ToolExecutionNotifications, sarifNotification{
			Level:   "warning",
			Message: sarifText{Text: fmt.Sprintf("Only the %d worst of %d findings are in this file.", sarifMaxResult, n)},
		})
	}
	return in
}

// share returns what a run over a share of the files adds to its report, nil for one over all.
func (b *sarifBuilder) share() *sarifRunProperties {
	if b.Part == nil {
		return nil
	}
	part := *b.Part
	part.Root, part.Repository = b.Root, b.Repository
	for i := range b.Result.Findings {
		part.Paths = append(part.Paths, b.Result.Findings[i].Path)
	}
	return &sarifRunProperties{&part}
}

// limit is how many findings the report may have: all of a share, since those that are united are the worst of all.
func (b *sarifBuilder) limit() int {
	if b.Part != nil {
		return len(b.Result.Findings)
	}
	return sarifMaxResult
}

// results returns the findings that fit into a run.
func (b *sarifBuilder) results() []sarifResult {
	findings := report.Worst(b.Result, b.limit())
	results := make([]sarifResult, len(findings))
	for i, f := range findings {
		results[i] = b.result(f)
	}
	return results
}

func (b *sarifBuilder) result(f *lint.Finding) sarifResult {
	result := sarifResult{
		RuleID:    f.Rule.ID,
		RuleIndex: b.ruleIndex(f.Rule),
		Level:     string(f.Severity),
		Message:   sarifText{Text: sentence(plain(f.Located()) + links(f.Places()))},
		Locations: []sarifLocation{b.location(f.Path, f.Start, f.End)},
	}
	if group := f.Group(); group != "" {
		result.Properties = &sarifGroup{group}
	}
	for i, related := range f.Places() {
		location := b.location(related.Path, related.Start, related.End)
		location.ID = i + 1
		location.Message = &sarifText{Text: sentence(related.Message)}
		result.RelatedLocations = append(result.RelatedLocations, location)
	}
	if file := b.source(f.Path); file != nil {
		result.PartialFingerprints = b.fingerprint(file, f.Start.Line)
		result.Fixes = b.fixes(f, file)
	}
	return result
}

// fingerprint returns GitHub's hash of a line. It is taken over the bytes on disk, so there is none for
// a file that had to be decoded: GitHub then computes it itself.
func (b *sarifBuilder) fingerprint(file *source.File, line int) map[string]string {
	if file.Encoding != source.UTF8 && file.Encoding != source.UTF8BOM {
		return nil
	}
	if b.hashes == nil || b.hashedPath != file.Path {
		b.hashedPath, b.hashes = file.Path, map[int]string{}
		for n, hash := range lineHashes(file.Text) {
			b.hashes[n] = hash
		}
	}
	hash, ok := b.hashes[line]
	if !ok {
		return nil
	}
	return map[string]string{"primaryLocationLineHash": hash}
}

// fixes returns the safe fixes: whoever applies SARIF does so unseen.
func (b *sarifBuilder) fixes(f *lint.Finding, file *source.File) []sarifFix {
	var fixes []sarifFix
	for _, fix := range f.Fixes {
		if !fix.Safe {
			continue
		}
		change := sarifArtifactChange{ArtifactLocation: b.artifact(f.Path)}
		for _, edit := range fix.Edits {
			start, end := file.Position(edit.Start), file.Position(edit.End)
			change.Replacements = append(change.Replacements, sarifReplacement{
				DeletedRegion:   sarifRegion{start.Line, start.Column, end.Line, end.Column},
				InsertedContent: sarifText{Text: edit.New},
			})
		}
		fixes = append(fixes, sarifFix{
			Description:     sarifText{Text: sentence(plain(fix.Message))},
			ArtifactChanges: []sarifArtifactChange{change},
		})
	}
	return fixes
}

func (b *sarifBuilder) location(path string, start, end source.Position) sarifLocation {
	return sarifLocation{PhysicalLocation: sarifPhysical{ArtifactLocation: b.artifact(path), Region: region(start, end)}}
}

// region returns where a finding is. A place without extent gets one column, since viewers show nothing for none.
func region(start, end source.Position) *sarifRegion {
	r := sarifRegion{max(1, start.Line), max(1, start.Column), end.Line, end.Column}
	if r.EndLine < r.StartLine || r.EndLine == r.StartLine && r.EndColumn <= r.StartColumn {
		r.EndLine, r.EndColumn = r.StartLine, r.StartColumn+1
	}
	r.EndColumn = max(1, r.EndColumn)
	return &r
}

// artifact names a file, relative to the repository if it is below it.
func (b *sarifBuilder) artifact(name string) sarifArtifact {
	abs := b.Absolute(name)
	if rel, ok := report.Below(b.Top(), abs); ok {
		return sarifArtifact{URI: escapePath(rel), URIBaseID: sarifRoot}
	}
	b.outside = true
	return sarifArtifact{URI: escapePath(strings.TrimPrefix(abs, "/")), URIBaseID: sarifFileSystem}
}

// bases says where the relative URIs of the run begin.
func (b *sarifBuilder) bases() map[string]sarifArtifact {
	bases := map[string]sarifArtifact{}
	if root := strings.Trim(b.Top(), "/"); root != "" {
		bases[sarifRoot] = sarifArtifact{URI: "file:///" + escapePath(root) + "/"}
	}
	if b.outside {
		bases[sarifFileSystem] = sarifArtifact{URI: "file:///"}
	}
	return bases
}

// escapePath percent-encodes all of a path but slashes and the unreserved characters of RFC 3986 §2.3.
func escapePath(name string) string {
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// links refers to related locations by their IDs; GitHub shows those a message links to, and no others.
func links(related []lint.Related) string {
	var b strings.Builder
	separator := "; see "
	for i, r := range related {
		text := strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`).Replace(r.Message)
		fmt.Fprintf(&b, "%s[%s](%d)", separator, text, i+1)
		separator = ", "
	}
	return b.String()
}

// plain keeps text that came from a file from being read as a link (SARIF §3.11.6).
func plain(text string) string { return strings.ReplaceAll(text, "](", "] (") }

// sentence makes a message visible and end as SARIF wants it.
func sentence(text string) string {
	return strings.TrimSuffix(inert.Text(text), ".") + "."
}
