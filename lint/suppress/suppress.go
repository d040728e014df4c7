// Package suppress reads the comments that suppress findings where they are, and says where one could be written.
//
//	x = f()  # agentlint: ignore[rule] -- reason
//
// A comment at the end of a line is for the whole statement, value or paragraph that the line belongs to; one on a line
// of its own for what comes next, with all that is in it. Only what the file's language takes for a comment counts.
package suppress

import (
	"bytes"
	"errors"
	"go/token"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/source"
)

// A File is what the comments of one file suppress, and what became of it.
type File struct {
	Base       int         // of the file in the run's token.FileSet
	Directives []Directive // by position in each of the file's texts
	Known      []string    // the names of all rules and families; the driver sets them
	Today      string      // as in until=; the driver sets it
	Linters    []Name      // what comments for other linters cover

	byName   *byName      // nil until it is asked what is suppressed
	src      *source.File // only while it is read
	sites    []site
	tops     []site         // where comments for the whole file can stand
	wantsAll bool           // find sites and tops, too
	notebook *notebook.File // only while it is read; nil if it is none
	strings  notebook.Style // of the notebook
}

// New returns a file without suppressions; [File.AddPython] and its kin find them. With sites it can be asked for
// [File.Insert].
func New(src *source.File, base int, sites bool) *File {
	return &File{Base: base, src: src, wantsAll: sites}
}

// Read returns f when all texts are added, and lets go of them. It returns nil if there are no comments that suppress, and no
// places known where one could be written.
func (f *File) Read() *File {
	if f == nil || len(f.Directives)+len(f.Linters)+len(f.sites)+len(f.tops) == 0 {
		return nil
	}
	f.src, f.notebook = nil, nil
	return f
}

// WithBase returns the same comments for another base: a copy of which nothing has been asked yet. It returns nil for nil.
func (f *File) WithBase(base int) *File {
	if f == nil {
		return nil
	}
	out := *f
	out.Base, out.Known, out.Today, out.byName = base, nil, "", nil
	out.Directives = slices.Clone(f.Directives)
	for i := range out.Directives {
		out.Directives[i].Names = slices.Clone(f.Directives[i].Names)
	}
	return &out
}

// A Subject is a rule, as comments speak of it.
type Subject struct {
	ID, Family string
	Aliases    []string // names that the rule had before
	Noqa       []string // codes and names that other linters have for the same fault
}

// maxName is how many bytes a name of rules has. It is compared with that of each rule.
const maxName = 200

// Matches reports whether a name in a directive is that of the rule or of its family, or a glob of one of them: style,
// exceptions/*, mcp-*.
func (s Subject) Matches(name string) bool {
	if len(name) > maxName {
		return false
	}
	for own := range s.own {
		if ok, err := path.Match(name, own); ok && err == nil {
			return true
		}
	}
	return false
}

// own are the names that mean the rule, if they are no globs.
func (s Subject) own(yield func(string) bool) {
	_ = yield(s.ID) && yield(s.Family) && yield(s.Family+"/"+s.ID) && s.former(yield)
}

// former are the names that meant the rule before it had its name, and reports whether there may be more.
func (s Subject) former(yield func(string) bool) bool {
	for _, alias := range s.Aliases {
		if !yield(alias) || !yield(s.Family+"/"+alias) {
			return false
		}
	}
	return true
}

// isGlob reports whether a name may be that of several rules.
func isGlob(name string) bool { return strings.ContainsAny(name, `*?[\`) }

// maxGlobs is how many different globs of a file's directives count. Each is compared with each rule.
const maxGlobs = 1000

// Suppresses reports whether findings of a rule at a byte offset are suppressed. [File.Visit] tells which names did it.
func (f *File) Suppresses(rule Subject, at int) bool {
	c := f.coverageOf(rule)
	if !c.spans.holds(at) {
		return false
	}
	c.found = append(c.found, at)
	return true
}

// IsInForce reports whether a directive suppresses anything: it says what, and its day has not passed.
func (f *File) IsInForce(d *Directive) bool {
	return (d.Verb == Ignore || d.Verb == Disable || d.Verb == FileIgnore) && !d.Blanket && !f.IsExpired(d)
}

// IsExpired reports whether a directive's last day has passed. One with a date that is none has expired, too.
func (f *File) IsExpired(d *Directive) bool {
	return d.Until != "" && (!d.HasDate() || d.Until < f.Today)
}

// HasDate reports whether what comes after until= is a date.
func (d *Directive) HasDate() bool {
	_, err := time.Parse(time.DateOnly, d.Until)
	return err == nil
}

// Visit tells each name of the file's directives whether it is that of a rule, whether such a rule ran, and whether it was
// of use to [File.Suppresses].
func (f *File) Visit(rules []Subject, ran func(i int) bool) {
	if f.byName != nil {
		for _, c := range f.byName.rules {
			c.settle()
		}
	}
	known := newKnown(rules, ran)
	for i := range f.Directives {
		for j := range f.Directives[i].Names {
			name := &f.Directives[i].Names[j]
			verdict := known.of(name.Text)
			name.Known, name.Ran, name.Now = verdict.known, verdict.ran, verdict.now
		}
	}
}

// known says of names whether they are those of rules, and whether these ran.
type known struct {
	rules []Subject
	ran   func(i int) bool
	names map[string]verdict // all that mean one rule or family, and globs that were asked for
	globs int                // that were asked for
}

type verdict struct {
	known, ran bool
	now        string // what the rule is called now, if that is a name that it had before
}

func newKnown(rules []Subject, ran func(i int) bool) *known {
	k := &known{rules: rules, ran: ran, names: map[string]verdict{}}
	for i, rule := range rules {
		for own := range rule.own {
			k.names[own] = verdict{known: true, ran: k.names[own].ran || ran(i)}
		}
		rule.former(func(name string) bool {
			v := k.names[name]
			v.now = rule.ID
			k.names[name] = v
			return true
		})
	}
	return k
}

func (k *known) of(name string) (v verdict) {
	v, told := k.names[name]
	if told || !isGlob(name) || k.globs == maxGlobs {
		return v
	}
	for i, rule := range k.rules {
		if rule.Matches(name) {
			v = verdict{known: true, ran: v.ran || k.ran(i)}
		}
	}
	k.globs++
	k.names[name] = v
	return v
}

// Range returns r as positions in the run's token.FileSet, for reports.
func (f *File) Range(r config.Range) analysis.Range { return r.At(f.Base) }

// Edit returns the edit that puts text in the place of r.
func (f *File) Edit(r config.Range, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: token.Pos(f.Base + r.Start), End: token.Pos(f.Base + r.End), NewText: []byte(text)}
}

// Analyzer is what a rule about suppressions requires to read those of a file with [Of]. The driver supplies its result
// when all other rules have run.
var Analyzer = &analysis.Analyzer{
	Name:       "suppress",
	Doc:        "suppressions of one file and what became of them",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the suppressions") },
}

// Of returns the suppressions of the file that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }

// markers are what a text with directives has somewhere. noqa may be in any case, but is only ever written in these.
var markers = [][]byte{
	[]byte("agentlint:"), []byte("noqa"), []byte("NOQA"), []byte("NoQA"), []byte("Noqa"), []byte("ruff"), []byte("pylint:"),
}

// mayHave reports whether a text can hold directives: most have none, and need not be walked.
func (f *File) mayHave(text []byte) bool {
	return f.wantsAll || marked(text)
}

// marked reports whether a text has a marker.
func marked(text []byte) bool {
	return slices.ContainsFunc(markers, func(m []byte) bool { return bytes.Contains(text, m) })
}

// add takes in what the comments of a text say.
func (f *File) add(t *text) {
	first := len(f.Directives)
	for _, c := range t.comments {
		f.Directives = append(f.Directives, t.directives(c)...)
	}
	closeRanges(f.Directives[first:])
}

// closeRanges ends what directives disable where it is enabled.
func closeRanges(directives []Directive) {
	open := map[string][]*Name{} // disabled and not yet enabled
	for i := range directives {
		d := &directives[i]
		for j := range d.Names {
			name := &d.Names[j]
			text := strings.ToLower(name.Text)
			switch d.Verb {
			case Disable:
				open[text] = append(open[text], name)
			case Enable:
				for _, o := range open[text] {
					o.Covers.End, name.Used = d.Range.Start, true
				}
				delete(open, text)
			}
		}
	}
}
