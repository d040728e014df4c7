package repository

import (
	"bytes"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// Shows reports whether the title of the repository's README says that what is here shows how something is done: examples, tutorials,
// the notebooks of a book, a course.
func (r *Repository) Shows() bool { return r.Ask(Question{shows, "", 0, 0}) }

func (r *Repository) shows() bool {
	for _, name := range []string{"README.md", "readme.md", "Readme.md", "README.MD", "README", "README.rst", "README.txt"} {
		if text := r.read(name); len(text) > 0 {
			found := title(text)
			return showing.MatchString(found) && !learned.MatchString(found)
		}
	}
	return false
}

// titleWithin is in how many lines the title of a README comes, after badges and pictures.
const titleWithin = 40

// title returns the first heading of a README: # title, title underlined, or <h1>title</h1>.
func title(text []byte) string {
	before := ""
	for range titleWithin {
		line, rest, more := bytes.Cut(text, []byte("\n"))
		trimmed := strings.TrimSpace(string(line))
		if m := heading.FindStringSubmatch(trimmed); m != nil {
			return m[1]
		}
		if before != "" && underline.MatchString(trimmed) {
			return before
		}
		if !more {
			break
		}
		before, text = trimmed, rest
	}
	return ""
}

var (
	heading   = pattern.New(`^(?:#|<h1[^>]*>)\s*([^#<].*)`)
	underline = pattern.New(`^(?:===+|---+|\*\*\*+)$`)
)

// showing matches the titles of what is there to learn from: MLX Examples, Tutorials for X, Notebooks of the book, Build a model.
var showing = pattern.New(`(?i)^(?:(?:the\s+)?(?:\S+\s+){0,5}?(?:tutorials?|notebooks|course|workshop|exercises|cookbook|examples|demos)` +
	`(?:\s*[,(:|-].*|\s+(?:repo|repository|collection|for|of|in|with|using)\b.*|\s*(?:#+|</h1>.*)?)$|(?:build|how to|introduction to|getting started)\b)`)

// learned matches the titles about what a model learns from, or is fooled with.
var learned = pattern.New(`(?i)(?:adversarial|counter|few|hard|training|labell?ed|unlabell?ed|negative|natural)[\s-]*examples`)
