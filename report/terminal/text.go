package terminal

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// Text writes a report for people: each finding with the line it is on, then a summary. Notes may be counted only.
// Nothing of a file is a command at the start of a line or reaches the terminal as a control.
func Text(w io.Writer, r report.Report) error {
	p := newPrinter(w, r)
	for _, g := range lint.Groups(r.Result.Findings) {
		if !r.NotesAside || g.Severity() != lint.Note {
			p.group(g)
		}
	}
	if !r.Quiet {
		p.summary(r.Result)
		if n := r.Result.CountGroups(lint.Note); n > 0 && r.NotesAside {
			fmt.Fprintf(p, "%s not shown; --notes shows notes\n", report.Plural(n, "note"))
		}
	}
	return p.Flush()
}

// A printer writes findings as text. Its writer keeps the first error for Flush.
type printer struct {
	*bufio.Writer
	palette
	excerpts *report.Excerpts
	links    bool
}

func newPrinter(w io.Writer, r report.Report) *printer {
	return &printer{bufio.NewWriter(inert.NewLineWriter(w)), newPalette(r.Color), report.NewExcerpts(r.Sources()), r.Links}
}

// A palette is the colours of a report; all of them do nothing if it is to have none.
type palette struct {
	place, gutter, rule *color.Color
	severity            map[lint.Severity]*color.Color
}

func newPalette(on bool) palette {
	paint := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{
		place:  paint(color.Bold),
		gutter: paint(color.FgBlue),
		rule:   paint(color.FgMagenta),
		severity: map[lint.Severity]*color.Color{
			lint.Error:   paint(color.FgRed, color.Bold),
			lint.Warning: paint(color.FgYellow, color.Bold),
			lint.Note:    paint(color.FgCyan, color.Bold),
		},
	}
}

// headline writes findings without their line: where, how bad, what, and which rules say so.
func (p *printer) headline(g lint.Group) {
	message, severity := inert.Text(g.Message()), g.Severity()
	if slices.ContainsFunc(g, report.HasSafeFix) {
		message += " [*]"
	}
	names := g.Rules()
	for i, f := range g {
		names[i] = p.link(f.Rule)
	}
	fmt.Fprintf(p, "%s: %s: %s %s\n", p.place.Sprint(report.PlaceOf(g[0])),
		p.severity[severity].Sprint(severity), message, p.rule.Sprint("["+strings.Join(names, ", ")+"]"))
}

// link is the name of a rule, which leads to its page if there are to be links: with OSC 8, which terminals that don't know
// it leave out (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
func (p *printer) link(rule *lint.Rule) string {
	url := report.PageURL(rule)
	if !p.links || url == "" {
		return rule.ID
	}
	return "\x1b]8;;" + url + "\x1b\\" + rule.ID + "\x1b]8;;\x1b\\"
}

func (p *printer) group(g lint.Group) {
	p.headline(g)
	margin := p.excerpt(g)
	for _, f := range g {
		if len(g) > 1 {
			p.remark(margin, f.Rule.ID, inert.Text(f.Says()))
		}
		for _, related := range f.Related {
			p.remark(margin, "note", report.Place(related.Path, related.Start)+": "+inert.Text(related.Message))
		}
		if help := f.Rule.Help(); help != "" {
			p.remark(margin, "help", inert.Text(help))
		}
	}
	p.WriteByte('\n')
}

// excerpt shows the line that findings start on, underlined where they are, and returns what is before the gutter.
func (p *printer) excerpt(g lint.Group) (margin string) {
	e, line, ok := p.excerpts.Of(g[0])
	margin = strings.Repeat(" ", len(strconv.Itoa(line)))
	if !ok {
		return margin
	}
	fmt.Fprintln(p, p.gutter.Sprint(margin+" |"))
	fmt.Fprintln(p, p.gutter.Sprintf("%d |", line), e.Text())
	fmt.Fprintf(p, "%s %s%s\n", p.gutter.Sprint(margin+" |"),
		strings.Repeat(" ", e.Indent()), p.severity[g.Severity()].Sprint(strings.Repeat("^", e.Width())))
	return margin
}

func (p *printer) remark(margin, label, text string) {
	fmt.Fprintf(p, "%s %s\n", p.gutter.Sprint(margin+" ="), label+": "+text)
}

// summary writes what was found, in how many of how many files.
func (p *printer) summary(r *lint.Result) {
	fmt.Fprintln(p, report.Summary(r))
	if text := fixable(r); text != "" {
		fmt.Fprintf(p, "[*] %s\n", text)
	}
	if text := notFollowed(r); text != "" {
		fmt.Fprintln(p, text)
	}
}

// maxNotFollowed is how many scripts whose training is not followed are named.
const maxNotFollowed = 5

// notFollowed counts the scripts whose training is not followed, "" if there are none.
func notFollowed(r *lint.Result) string {
	var names []string
	for _, n := range r.Notices {
		if n.Kind == lint.NotFollowed {
			names = append(names, inert.Text(n.Path))
		}
	}
	count, which := report.Plural(len(names), "script"), strings.Join(names[:min(len(names), maxNotFollowed)], ", ")
	verb := "train"
	switch {
	case len(names) == 0:
		return ""
	case len(names) == 1:
		verb = "trains"
	case len(names) > maxNotFollowed:
		which += fmt.Sprintf(" and %d others", len(names)-maxNotFollowed)
	}
	return fmt.Sprintf("%s %s in a way that can't be followed: %s; agentlint trace FILE says why", count, verb, which)
}

// fixable says how many findings agentlint can mend, and with which flags.
func fixable(r *lint.Result) string {
	safe, unsafe := 0, 0
	for i := range r.Findings {
		switch {
		case report.HasSafeFix(&r.Findings[i]):
			safe++
		case len(r.Findings[i].Fixes) > 0:
			unsafe++
		}
	}
	switch {
	case safe > 0 && unsafe > 0:
		return fmt.Sprintf("%d can be fixed with --fix (%d more with --unsafe-fixes)", safe, unsafe)
	case safe > 0:
		return fmt.Sprintf("%d can be fixed with --fix", safe)
	case unsafe > 0:
		return fmt.Sprintf("%d can be fixed with --fix --unsafe-fixes", unsafe)
	}
	return ""
}
