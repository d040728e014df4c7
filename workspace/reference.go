package workspace

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A Reference is a path that a definition points its reader to.
type Reference struct {
	Path string // as written, without the fragment and percent-decoded
	Form Form
	Span agent.Range
}

// A Form is how a definition writes a reference.
type Form string

// The forms of references.
const (
	ByLink       Form = "link"   // of Markdown, or an image
	ByImport     Form = "import" // @path in a CLAUDE.md: https://code.claude.com/docs/en/memory#import-additional-files
	ByMention    Form = "name"   // a skill's text names a file that it brings
	ByDirection  Form = "direct" // instructions send the reader to a document
	ByAttachment Form = "attach" // #file:path: https://code.visualstudio.com/docs/copilot/chat/copilot-chat-context
)

// An AgentMention is an @name that may be an agent's.
type AgentMention struct {
	Name string      // without the @
	Span agent.Range // with it
}

// A Trigger is an entry of the frontmatter's triggers: a sentence that says when the agent is needed.
type Trigger struct {
	Text string
	Span agent.Range
}

var (
	importPath = pattern.New(`(?:^|\s)@((?:\./|\.\./)*[\w-][\w./-]*\.\w+)`)
	attachPath = pattern.New(`(?:^|[\s(])#file:([\w./-]+\.\w+)`)
	mention    = pattern.New(`(?:^|[\s(\[*_"'|,;:])(@([A-Za-z]\w*(?:-\w+)+))`)
)

// references returns the paths that f points to, form by form.
func references(f *agent.File, prose []byte) []Reference {
	var all []Reference
	maySay := sync.OnceValue(func() bool { return illustrative.Match(f.Source.Text) })
	for _, link := range f.Links {
		auto := link.Range.Start < link.DestinationAt.Start && f.Source.Text[link.Range.Start] == '<'
		if name, ok := localPath(link.Destination); ok && !auto && !(maySay() && isIllustrative(f, link.Range)) {
			all = append(all, Reference{name, ByLink, link.DestinationAt})
		}
	}
	if f.Kind == kind.ClaudeMD || f.Kind == kind.GeminiMD {
		for _, m := range importPath.FindAllSubmatchIndex(prose, -1) {
			if !isPath(string(prose[m[2]:m[3]])) {
				continue
			}
			all = append(all, Reference{string(prose[m[2]:m[3]]), ByImport, agent.Range{Start: m[2] - 1, End: m[3]}})
		}
	}
	for _, m := range attachPath.FindAllSubmatchIndex(prose, -1) {
		all = append(all, Reference{string(prose[m[2]:m[3]]), ByAttachment, agent.Range{Start: m[2], End: m[3]}})
	}
	return append(all, mentioned(f)...)
}

// illustrative matches text that says that its paths are made up.
var illustrative = pattern.New(`(?i)\billustrative\b|\bmade[- ]up (?:paths|files)\b`)

// isIllustrative reports whether the section around a link says that its paths only show something.
func isIllustrative(f *agent.File, at agent.Range) bool {
	i := f.SectionAt(at)
	return i >= 0 && illustrative.MatchString(f.Text(f.Sections[i].Content))
}

// isPath reports whether what follows an @ is meant as a path rather than as a decorator, a module or a handle: it has a folder,
// or the ending of a text.
func isPath(name string) bool {
	return strings.Contains(name, "/") || textEnding.MatchString(name)
}

var textEnding = pattern.New(`(?i)\.(mdx?|mdc|markdown|txt|rst|adoc|jsonc?|ya?ml|toml|py|ipynb|[cm]?[jt]sx?|sh|ini|cfg|conf|xml|html|css|csv|sql|lock|env|go|rs|java|rb|php)$`)

// localPath returns the path that a link's destination leads to, and whether it leads to a file and not elsewhere. What
// has no extension and does not start with a dot may be a route of a site or a word.
func localPath(destination string) (string, bool) {
	u, err := url.Parse(destination)
	if err != nil || u.Scheme != "" || u.Host != "" || strings.ContainsAny(u.Path, "<>{}[]()*$|…@ ") {
		return "", false
	}
	return u.Path, strings.HasPrefix(u.Path, ".") || path.Ext(u.Path) != ""
}

// mentions returns the names with a hyphen that f mentions in prose or as a whole `@name`. Names without are more often
// decorators, tags and people.
func mentions(f *agent.File, prose []byte) []AgentMention {
	var all []AgentMention
	add := func(text []byte, offset int) {
		for _, m := range mention.FindAllSubmatchIndex(text, -1) {
			if rest := text[m[3]:]; len(rest) > 0 && (rest[0] == '/' || rest[0] == '@' || rest[0] == '.' && len(rest) > 1 && rest[1] > ' ') {
				continue // a package's scope, an address, a domain
			}
			all = append(all, AgentMention{string(text[m[4]:m[5]]), agent.Range{Start: offset + m[2], End: offset + m[3]}})
		}
	}
	add(prose, 0)
	for _, code := range f.CodeSpans {
		if text := f.Source.Text[code.Content.Start:code.Content.End]; !bytes.ContainsAny(text, " \t") {
			add(text, code.Content.Start)
		}
	}
	return all
}

// prose returns the text of f with spaces for everything but the body, and for code in it. Offsets stay. It is nil if
// nothing in it can be a reference but links.
func prose(f *agent.File) []byte {
	if body := f.Source.Text[f.Body.Start:f.Body.End]; bytes.IndexByte(body, '@') < 0 && !bytes.Contains(body, []byte("#file:")) {
		return nil
	}
	text := bytes.Clone(f.Source.Text[:f.Body.End])
	blank := func(r agent.Range) {
		for i := r.Start; i < r.End; i++ {
			if text[i] != '\n' {
				text[i] = ' '
			}
		}
	}
	blank(agent.Range{Start: 0, End: f.Body.Start})
	for _, fence := range f.Fences {
		blank(fence.Range)
	}
	for _, code := range f.CodeSpans {
		blank(code.Range)
	}
	return text
}

// triggers returns the entries of f's triggers that are text.
func triggers(f *agent.File) []Trigger {
	field := f.Field("triggers")
	if field == nil {
		return nil
	}
	var all []Trigger
	for _, item := range field.Value.Items {
		if item.Text() != "" {
			all = append(all, Trigger{item.Text(), item.Range})
		}
	}
	return all
}
