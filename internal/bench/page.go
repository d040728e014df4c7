package main

import (
	"bufio"
	"cmp"
	"context"
	"embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"text/template"
	"time"
)

// A page is what the benchmark found out.
type page struct {
	Date, Machine, System, Load string
	Versions                    []string
	Files                       string // where they are from
	Rounds                      int
	Floor                       float64 // what any program's peak memory is read as at least, in MB
	Ratios                      []ratioLine
	Programs                    []programLine
	Parses                      []parseLine
	Waits                       []waitLine
	Missing                     []string
}

// A ratioLine is a comparison as the report shows it.
type ratioLine struct{ What, Wall, CPU, Memory, Target, Verdict string }

// A programLine is what one program took.
type programLine struct{ Name, On, Wall, CPU, Speed, Memory string }

// A parseLine is how often a run over a repository parses a file.
type parseLine struct{ Name, Parses, Verdict string }

// A waitLine is how long an answer takes.
type waitLine struct{ What, Median, Late, Target, Verdict string }

// mostParses is how often a run is meant to parse a file at most.
const mostParses = 1.05

//go:embed page.md.tmpl
var pageTemplate embed.FS

func (b *bench) newPage() *page {
	p := &page{
		Date: time.Now().UTC().Format(time.DateOnly), Machine: machine(), System: system(), Load: load(), Rounds: b.rounds,
		Files:    fmt.Sprintf("%s (%d), %s (%d)", b.code.origin, len(b.code.files), b.agents.origin, len(b.agents.files)),
		Versions: []string{strings.TrimSpace(output(b.agentlint, "--version") + " " + output("git", "describe", "--always", "--dirty"))},
	}
	for _, peer := range peers {
		if name, v, _ := strings.Cut(peer, "=="); b.tools.missing[name] == nil {
			p.Versions = append(p.Versions, name+" "+v)
		}
	}
	return p
}

// setFloor finds out what this program had resident at most, which counts as its children's as well.
func (p *page) setFloor(ctx context.Context) {
	if nothing, err := (command{argv: []string{"true"}}).measure(ctx); err == nil {
		p.Floor = nothing.peak
	}
}

// add puts a comparison into the report.
func (p *page) add(c comparison) {
	if c.err != nil {
		p.Missing = append(p.Missing, fmt.Sprintf("%s: %v", c.what, c.err))
		return
	}
	ours, other := 1.0, 1.0
	if c.perMB {
		ours, other = c.ours.on.mb, c.other.on.mb
	}
	per := func(m measure) figure { return ratio(c.ours, c.other, m).times(other / ours) }
	line := ratioLine{What: c.what, Wall: per(wall).String(), CPU: per(cpu).String(), Memory: ratio(c.ours, c.other, memory).String()}
	line.Target, line.Verdict = verdict(c.targets, map[string]figure{
		"wall": per(wall), "CPU": per(cpu), "memory": ratio(c.ours, c.other, memory), "MB": c.ours.of(memory),
	})
	p.Ratios = append(p.Ratios, line)
	for _, s := range []series{c.ours, c.other} {
		if !slices.ContainsFunc(p.Programs, func(l programLine) bool { return l.Name == s.name && l.On == s.on.String() }) {
			p.Programs = append(p.Programs, newProgramLine(s))
		}
	}
}

// addParses puts into the report how often files are parsed.
func (p *page) addParses(b *bench) {
	for _, r := range b.repositories {
		n, err := b.parsesPerFile(r)
		if err != nil {
			p.Missing = append(p.Missing, fmt.Sprintf("%s, how often its files are parsed: %v", r.name, err))
			continue
		}
		p.Parses = append(p.Parses, parseLine{r.name, digits(n), met(n <= mostParses)})
	}
}

// addWaits puts into the report how long answers to edits take.
func (p *page) addWaits(b *bench) {
	if len(b.repositories) == 0 {
		return
	}
	all, err := b.waits(b.largest())
	if err != nil {
		p.Missing = append(p.Missing, fmt.Sprintf("how long answers to edits take: %v", err))
	}
	for _, w := range all {
		late := percentile(w.all, 95)
		p.Waits = append(p.Waits, waitLine{
			w.what, fmt.Sprintf("%.0f", newFigure(w.all).median), fmt.Sprintf("%.0f", late), fmt.Sprintf("≤ %.0f", w.limit), met(late <= w.limit),
		})
	}
}

// percentile returns the value that so many in a hundred do not exceed.
func percentile(values []float64, percent int) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[(len(values)*percent+99)/100-1]
}

func met(is bool) string {
	if is {
		return "met"
	}
	return "missed"
}

// verdict returns the targets in words, and whether the medians keep them.
func verdict(targets []target, figures map[string]figure) (words, verdict string) {
	var all []string
	verdict = "met"
	for _, t := range targets {
		words := fmt.Sprintf("%s ≤ %g", t.figure, t.limit)
		if t.figure == "MB" {
			words = fmt.Sprintf("≤ %g MB", t.limit)
		}
		all = append(all, words)
		if got := figures[t.figure].median; got > t.limit {
			verdict = "missed"
		}
	}
	if len(targets) == 0 {
		return "", ""
	}
	return strings.Join(all, ", "), verdict
}

func newProgramLine(s series) programLine {
	speed := newFigure([]float64{s.on.mb / s.of(cpu).median})
	return programLine{
		Name: s.name, On: s.on.String(), Wall: s.of(wall).String(), CPU: s.of(cpu).String(),
		Speed: digits(speed.median), Memory: fmt.Sprintf("%.0f", s.of(memory).median),
	}
}

func (f figure) times(factor float64) figure {
	return figure{f.median * factor, f.least * factor, f.most * factor}
}

// String shows the median and the range.
func (f figure) String() string {
	return fmt.Sprintf("%s (%s–%s)", digits(f.median), digits(f.least), digits(f.most))
}

// digits shows a number with two decimals, or with three digits if it is small.
func digits(x float64) string {
	if x < 0.1 {
		return fmt.Sprintf("%.3f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

// String describes the files that are laid out.
func (t tree) String() string {
	s := fmt.Sprintf("%d files, %.1f MB", t.files, t.mb)
	if t.files == 1 {
		s = fmt.Sprintf("1 file, %.1f MB", t.mb)
	}
	if t.copies > 1 {
		s += fmt.Sprintf(" (%d copies)", t.copies)
	}
	return s
}

func (p *page) write(w io.Writer) error {
	return template.Must(template.ParseFS(pageTemplate, "*.tmpl")).Execute(w, p)
}

func (p *page) save(name string) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := p.write(f); err != nil {
		return err
	}
	return f.Close()
}

// machine returns the processor and how many of its cores there are.
func machine() string {
	name := cmp.Or(value("/proc/cpuinfo", "model name"), output("sysctl", "-n", "machdep.cpu.brand_string"), runtime.GOARCH)
	return fmt.Sprintf("%s, %d cores", name, runtime.NumCPU())
}

func system() string {
	name := strings.Trim(cmp.Or(value("/etc/os-release", "PRETTY_NAME"), output("sw_vers", "-productVersion")), `"`)
	return strings.TrimSpace(fmt.Sprintf("%s/%s %s", runtime.GOOS, runtime.GOARCH, name))
}

// load returns the load average, "" if the system does not tell.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}

// value returns the first value of a key in a file of lines with = or : between the two.
func value(file, key string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if i := strings.IndexAny(lines.Text(), ":="); i > 0 && strings.TrimSpace(lines.Text()[:i]) == key {
			return strings.TrimSpace(lines.Text()[i+1:])
		}
	}
	return ""
}

// output returns what a program prints, "" if it can't be run.
func output(name string, args ...string) string {
	out, err := exec.Command(name, args...).Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}
