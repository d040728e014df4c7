package baseline

import (
	"bytes"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A reader tells of a line, which is not blank, how deep it stands, and what header it is, "" if none.
type reader func(line []byte) (depth int, header string)

// outline returns for each line of a file the nearest header that it stands under, "" if there is none. It goes by the
// look of lines alone: it need not be right, only the same as long as nobody changes the header.
func outline(src *source.File) []string {
	type section struct {
		depth  int
		header string
	}
	read := readerOf(src.Path)
	under := make([]string, src.LineCount())
	open := []section{{depth: -1}}
	for i := range under {
		line := src.Line(i + 1)
		if len(bytes.TrimSpace(line)) > 0 {
			depth, header := read(line)
			for len(open) > 1 && open[len(open)-1].depth >= depth {
				open = open[:len(open)-1]
			}
			under[i] = open[len(open)-1].header
			if header != "" {
				open = append(open, section{depth, header})
			}
		}
	}
	return under
}

func readerOf(name string) reader {
	if source.IsPython(name) {
		return readPython
	}
	switch format, _ := config.Classify(name); format {
	case "":
		return newMarkdown()
	case config.TOML:
		return readTOML
	}
	return readNested
}

var definition = pattern.New(`^(async\s+def|def|class)\s+\w+`)

// readPython takes definitions for headers, without their parameters.
func readPython(line []byte) (depth int, header string) {
	return indent(line), string(normalise(definition.Find(bytes.TrimSpace(line))))
}

// readNested takes every line for a header of those indented below it, as YAML and JSON are written.
func readNested(line []byte) (depth int, header string) {
	return indent(line), string(normalise(line))
}

// readTOML takes tables for headers.
func readTOML(line []byte) (depth int, header string) {
	if text := normalise(line); bytes.HasPrefix(text, []byte("[")) {
		return 0, string(text)
	}
	return 1, ""
}

// newMarkdown takes headings for headers; frontmatter is nested.
func newMarkdown() reader {
	isFirst, inFrontmatter, inFence := true, false, false
	return func(line []byte) (depth int, header string) {
		text := normalise(line)
		wasFirst := isFirst
		isFirst = false
		switch {
		case (wasFirst || inFrontmatter) && string(text) == "---":
			inFrontmatter = wasFirst
			return 0, ""
		case inFrontmatter:
			return readNested(line)
		case bytes.HasPrefix(text, []byte("```")) || bytes.HasPrefix(text, []byte("~~~")):
			inFence = !inFence
		case bytes.HasPrefix(text, []byte("#")) && !inFence:
			return 0, string(text)
		}
		return 1, ""
	}
}

// indent returns how many blanks a line starts with.
func indent(line []byte) int {
	return len(line) - len(bytes.TrimLeft(line, " \t"))
}
