package lint

import "strings"

// Summary returns the first paragraph of the rule's page, on one line: what the rule reports.
func (r *Rule) Summary() string { return firstParagraph(r.Page) }

// Why returns the second paragraph of the rule's page, on one line: why the fault hurts.
func (r *Rule) Why() string {
	_, rest, _ := strings.Cut(withoutTitle(r.Page), "\n\n")
	return firstParagraph(rest)
}

// Help returns the first paragraph under the page's "## Fix", on one line: what to do.
func (r *Rule) Help() string { return firstParagraph(r.Section("Fix")) }

// Section returns the Markdown under the page's second-level heading of that name, without the heading. What looks like a
// heading inside a fenced block is none.
func (r *Rule) Section(heading string) string {
	var section []string
	inside, fence := false, ""
	for line := range strings.Lines(r.Page) {
		switch mark := fenceMark(line); {
		case fence == "" && mark != "":
			fence = mark
		case fence != "" && strings.HasPrefix(mark, fence) && strings.TrimSpace(line) == mark:
			fence = ""
		case fence == "" && strings.HasPrefix(line, "## "):
			inside = strings.TrimSpace(line[len("## "):]) == heading
			continue
		}
		if inside {
			section = append(section, line)
		}
	}
	return strings.TrimSpace(strings.Join(section, ""))
}

// fenceMark returns the backticks or tildes that open or close a fenced block on a line, or "".
func fenceMark(line string) string {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return ""
	}
	mark := line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
	if len(mark) < 3 {
		return ""
	}
	return mark
}

// withoutTitle returns a page without its title.
func withoutTitle(page string) string {
	_, rest, _ := strings.Cut(page, "\n")
	return strings.TrimSpace(rest)
}

func firstParagraph(markdown string) string {
	markdown = strings.TrimSpace(markdown)
	if strings.HasPrefix(markdown, "# ") {
		markdown = withoutTitle(markdown)
	}
	paragraph, _, _ := strings.Cut(markdown, "\n\n")
	if strings.HasPrefix(paragraph, "#") {
		return ""
	}
	return strings.Join(strings.Fields(paragraph), " ")
}
