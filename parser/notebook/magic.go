package notebook

import (
	"bytes"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// foreign are cell magics whose cell is not Python; %%time, %%capture and the like only run it in another way.
var foreign = pattern.New(`^%%(bash|sh|script|html|HTML|javascript|js|latex|markdown|perl|ruby|sql|svg|SVG|writefile|file|R|cython|system|sx|bigquery|cpp|c|` +
	`ai|kql|mermaid|spark|sparksql|configure|dot|graphviz|typescript|rust|julia|octave|matlab|stata|cuda|cu|nvcc|node|powershell|pwsh|cmd|zsh|!)(?:\W|$)`)

// isForeign reports whether a cell is written in another language than Python, or into a file.
func isForeign(code []byte) bool { return foreign.Match(bytes.TrimLeft(code, " \t\r\n")) }

// assigned matches a line that takes the output of a magic or shell command. The sign in d["a=%s" % b] is part of a string.
var assigned = pattern.New(`^\s*(?:[\w.,* \[\]]|"[^"]*"|'[^']*')+=\s*([%!].*)$`)

// hideMagics replaces what only IPython understands by as many bytes of Python: a line by a comment or, where a
// statement must stand, by pass; the right side of an assignment by 0. It returns the parts that were replaced.
func hideMagics(code []byte) (hidden []config.Range) {
	if hidden = hideAutomagic(code); hidden != nil {
		return hidden
	}
	goesOn := false // a magic or command that a backslash continues
	var open bracket
	for start := 0; start < len(code); {
		end := start + bytes.IndexAny(code[start:], "\r\n")
		if end < start {
			end = len(code)
		}
		line := code[start:end]
		isContinued := bytes.HasSuffix(bytes.TrimRight(line, " \t"), []byte(`\`))
		from, to := 0, 0
		if !open.any() { // IPython looks where a statement begins
			from, to = hideMagic(line)
		}
		if goesOn && from == to {
			from, to = 0, end-start
			overwrite(line, "")
		}
		open.read(line)
		goesOn = isContinued && from < to
		if from < to {
			hidden = append(hidden, config.Range{Start: start + from, End: start + to})
		}
		start = end + 1
	}
	return hidden
}

// hideMagic returns the part of a line that it has replaced, which is empty in most.
func hideMagic(line []byte) (start, end int) {
	text := bytes.TrimSpace(line)
	if len(text) == 0 {
		return 0, 0
	}
	if m := assigned.FindSubmatchIndex(line); m != nil {
		overwrite(line[m[2]:m[3]], "0")
		return m[2], m[3]
	}
	isHelp := text[0] == '?' || text[len(text)-1] == '?' && !bytes.ContainsAny(text, "#\"'")
	if text[0] != '%' && text[0] != '!' && !isHelp {
		return 0, 0
	}
	start = bytes.Index(line, text)
	if len(text) >= len("pass") {
		overwrite(text, "pass")
	} else {
		overwrite(text, "#")
	}
	return start, start + len(text)
}

// overwrite puts a word and spaces into a slice.
func overwrite(b []byte, word string) {
	for i := range b {
		b[i] = ' '
	}
	copy(b, word)
}

// automagic matches the line magics that people write without their %, and what follows that no Python would.
// Source: https://ipython.readthedocs.io/en/stable/interactive/magics.html#magic-automagic.
var automagic = pattern.New(`^\s*(?:alias|autoreload|cat|cd|conda|config|cp|env|history|less|load|load_ext|ls|mamba|man|matplotlib|mkdir|more|mv|pip|` +
	`pycat|reload_ext|reset|rm|rmdir|run|time|timeit|uv|who|whos)\s+(?:[\w./~$"'\x60{]|-+[A-Za-z])`)

// continued matches what goes on as Python after a word: time in [1], run if x else y.
var continued = pattern.New(`^\s*\w+\s+(?:in|is|and|or|if|not)\b`)

// hideAutomagic replaces the only line of a cell if it is a magic without its %. IPython looks for these in cells of one line.
func hideAutomagic(code []byte) (hidden []config.Range) {
	line := bytes.TrimRight(code, " \t\r\n")
	if bytes.ContainsAny(line, "\r\n") || !automagic.Match(line) || continued.Match(line) {
		return nil
	}
	overwrite(line, "pass")
	return []config.Range{{Start: 0, End: len(line)}}
}
