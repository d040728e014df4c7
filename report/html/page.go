package html

import (
	"fmt"
	"html"
	"io"
)

// A page writes a page. It is code rather than a template: package text/template calls methods by names that only the run knows, for which
// the linker has to keep every exported method of the program, a sixth of its size.
type page struct {
	w   io.Writer
	err error // the first there was
}

// raw is text that is markup, style or script: a constant of this package.
type raw string

// write writes a format with arguments. Strings among these are escaped for elements and for attributes in quotes, so that nothing from a
// file is markup; a format must put them nowhere else.
func (p *page) write(format string, args ...any) {
	if p.err != nil {
		return
	}
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = html.EscapeString(text)
		}
	}
	_, p.err = fmt.Fprintf(p.w, format, args...)
}

// plural is the ending of what is counted.
func plural(n int) raw {
	if n == 1 {
		return ""
	}
	return "s"
}

func (p *page) all(d *htmlPage) {
	p.head(d)
	p.tiles(d.Severities)
	if d.Shown > 0 {
		p.charts(d)
	}
	if len(d.Drawings) > 0 {
		p.handoffs(d.Drawings)
	}
	if len(d.Failures) > 0 {
		p.failures(d.Failures)
	}
	p.findings(d)
	p.foot(d)
}

func (p *page) head(d *htmlPage) {
	p.write(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>agentlint: %s</title>
<style>%s</style>
</head>
`, d.Policy, d.Found, raw(htmlStyle))
	many := raw("")
	if d.Many {
		many = ` class="many"`
	}
	p.write(`<body%s>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
  <h1>agentlint</h1>
  <p class="found"><strong>%s</strong> <span>%s</span></p>
  <button type="button" id="theme" hidden>Dark</button>
</header>
<main>
`, many, d.Found, d.Looked)
}

func (p *page) tiles(severities []htmlCount) {
	p.write(`<ul class="tiles">`)
	for _, s := range severities {
		p.write("\n  <li class=\"%s\"><b>%d</b> %s%s</li>", s.Name, s.Count, s.Name, plural(s.Count))
	}
	p.write("\n</ul>\n")
}

func (p *page) charts(d *htmlPage) {
	p.write(`
<div class="charts">
  <section aria-labelledby="by-boundary">
    <h2 id="by-boundary">By boundary</h2>
    <p class="hint">The bullets of the definitions here that findings break. A finding counts for each; %d of all findings break none.</p>`, d.Unbound)
	p.bars(d.Boundaries)
	p.write(`
  </section>
  <section aria-labelledby="by-family">
    <h2 id="by-family">By family</h2>
    <p class="hint">What kind of fault the rules look for.</p>`)
	p.bars(d.Families)
	p.write(`
  </section>
</div>
`)
}

func (p *page) bars(bars []htmlBar) {
	p.write("\n<table class=\"bars\">")
	for _, b := range bars {
		p.write(`
  <tr>
    <th scope="row">%s</th>
    <td class="bar"><svg viewBox="0 0 1000 10" preserveAspectRatio="none" role="img" aria-label="`, b.Name)
		for i, part := range b.Parts {
			if i > 0 {
				p.write(", ")
			}
			p.write("%d %s%s", part.Count, part.Severity, plural(part.Count))
		}
		p.write(`">`)
		for _, part := range b.Parts {
			p.write(`<rect class="%s" x="%d" width="%d" height="10"/>`, part.Severity, part.X, part.Width)
		}
		p.write(`</svg></td>
    <td class="count">%d</td>
  </tr>`, b.Count)
	}
	p.write("\n</table>")
}

func (p *page) handoffs(drawings []htmlDrawing) {
	p.write(`
<section class="handoffs" aria-labelledby="handoffs">
  <h2 id="handoffs">Handoffs</h2>
  <p class="hint">Which agent hands off to which. Thick: sent at once. Dashed: not in the folder. Rounded: VS Code brings it.</p>`)
	for i := range drawings {
		p.drawing(&drawings[i])
	}
	p.write("\n</section>")
}

func (p *page) drawing(d *htmlDrawing) {
	p.write(`
  <h3><code>%[1]s</code></h3>
  <div class="drawing" tabindex="0" role="region" aria-label="Handoffs in %[1]s">
    <svg width="%[2]d" height="%[3]d" viewBox="0 0 %[2]d %[3]d" role="img" aria-label="Graph of %[4]d agents and %[5]d handoffs, listed below">
      <defs><marker id="%[6]s-tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="tip" d="M0 0L8 4L0 8Z"/></marker></defs>`,
		d.Dir, d.Width, d.Height, len(d.Boxes), len(d.Arrows), d.ID)
	for _, a := range d.Arrows {
		p.write("\n      <path class=\"arrow %s\" d=\"%s\" marker-end=\"url(#%s-tip)\"><title>%s</title></path>", a.Kind, a.Path, d.ID, a.Title)
	}
	for _, b := range d.Boxes {
		radius := 5
		if b.Kind == "builtin" {
			radius = 18
		}
		p.write("\n      <g class=\"box %s\"><title>%s</title><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/><text x=\"%d\" y=\"%d\">%s</text></g>",
			b.Kind, b.Name, b.X, b.Y, d.BoxWidth, d.BoxHeight, radius, b.TextX, b.TextY, b.Short)
	}
	p.write(`
    </svg>
  </div>
  <details><summary>As a list</summary>
    <ul>`)
	for _, a := range d.Arrows {
		p.write("<li>%s</li>", a.Title)
	}
	p.write(`</ul>
  </details>`)
}

func (p *page) failures(failures []htmlFailure) {
	p.write(`
<section class="failures" aria-labelledby="failures">
  <h2 id="failures">Could not be checked</h2>
  <ul>`)
	for _, f := range failures {
		p.write("<li><code>%s</code>: %s</li>", f.Path, f.Message)
	}
	p.write(`</ul>
</section>`)
}

func (p *page) foot(d *htmlPage) {
	p.write(`
</section>
</main>
<footer>`)
	if d.Home != "" {
		p.write(`<a href="%s" rel="noreferrer">agentlint</a>`, d.Home)
	} else {
		p.write("agentlint")
	}
	p.write(` %s · <code>agentlint explain RULE</code> prints the page of a rule`+
		`<span class="keys"> · <kbd>/</kbd> search · <kbd>j</kbd> <kbd>k</kbd> next and previous finding · <kbd>Esc</kbd> show all</span></footer>
<script>%s</script>
</body>
</html>
`, d.Version, raw(htmlScript))
}
