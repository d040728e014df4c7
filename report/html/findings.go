package html

// findings writes the findings of each file, after the form that filters them.
func (p *page) findings(d *htmlPage) {
	p.write(`

<section aria-labelledby="findings">
<h2 id="findings" tabindex="-1">Findings</h2>`)
	if d.LeftOut > 0 {
		p.write("\n<p class=\"left-out\">These are the %d worst findings; %d more are not shown.</p>", d.Shown, d.LeftOut)
	}
	if d.Shown == 0 {
		p.write("\n<p class=\"clean\">Nothing was found.</p>")
		return
	}
	p.filter(d)
	for i := range d.Files {
		p.file(&d.Files[i])
	}
}

func (p *page) filter(d *htmlPage) {
	p.write(`
<form id="filter" role="search" aria-label="Findings" hidden>
  <label class="wide">Search <kbd>/</kbd><input type="search" id="text" autocomplete="off" spellcheck="false"></label>
  <label class="wide">Path<input type="search" id="path" autocomplete="off" spellcheck="false"></label>
  <label>Rule<select id="rule"><option value="">all</option>`)
	for _, r := range d.Rules {
		p.write(`<option value="%[1]s">%[1]s (%[2]d)</option>`, r.Name, r.Count)
	}
	p.write(`</select></label>
  <label>Family<select id="family"><option value="">all</option></select></label>
  <fieldset><legend>Severity</legend>`)
	for _, s := range d.Severities {
		p.write(`<label class="%[1]s"><input type="checkbox" name="severity" value="%[1]s" checked>%[1]s</label>`, s.Name)
	}
	p.write(`
  </fieldset>
  <button type="reset">Show all</button>
</form>
<p id="status" role="status"></p>`)
}

func (p *page) file(f *htmlFile) {
	p.write(`
<section class="file" id="%[1]s" data-path="%[2]s" aria-labelledby="%[1]s-path">
<h3 id="%[1]s-path"><code>%[2]s</code> <span class="count">%[3]d</span></h3>`, f.ID, f.Path, len(f.Findings))
	for i := range f.Findings {
		p.finding(&f.Findings[i])
	}
	p.write("\n</section>")
}

func (p *page) finding(f *htmlFinding) {
	p.write(`
<article id="%[1]s" tabindex="-1" class="%[2]s" data-severity="%[2]s" data-rule="%[3]s" data-family="%[4]s">
<p class="head"><a class="place" href="#%[1]s">%[5]s</a> <span class="severity">%[2]s</span> <span class="message">%[6]s</span>`,
		f.ID, f.Severity, f.Rule, f.Family, f.Place, f.Message)
	if f.Fixable {
		p.write(` <span class="fixable">fixable</span>`)
	}
	if f.URL != "" {
		p.write(` <a class="rule" href="%s" rel="noreferrer">%s</a></p>`, f.URL, f.Rule)
	} else {
		p.write(` <code class="rule">%s</code></p>`, f.Rule)
	}
	if e := f.Excerpt; e != nil {
		p.write("\n<pre><span class=\"gutter\">%d │ </span>%s<mark>%s</mark>%s</pre>", f.Line, e.Before, e.Marked, e.After)
	}
	for _, r := range f.Related {
		p.write("\n<p class=\"remark\"><b>see</b> <code>%s</code> %s</p>", r.Place, r.Message)
	}
	if len(f.Help) > 0 {
		p.help(f.Help)
	}
	p.write("\n</article>")
}

func (p *page) help(spans []htmlSpan) {
	p.write("\n<p class=\"remark\"><b>help</b> ")
	for _, s := range spans {
		if s.Code {
			p.write("<code>%s</code>", s.Text)
		} else {
			p.write("%s", s.Text)
		}
	}
	p.write("</p>")
}
