// Package patch writes what would become of files as a patch, in the output of a job as well: a runner obeys commands in it.
package patch

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/agentlint/agentlint/report/inert"
)

// Write writes the difference of a file's old and new content as a unified diff, which git apply and patch accept.
//
// A line that is the same in both follows a blank, which a runner ignores. One that would be a command then is taken out and put
// in again, so that it follows a minus and a plus. What is a command wherever in a line it is is written with escapes, unless
// isExact, and the patch does not fit then: isEscaped says so.
func Write(w io.Writer, path string, before, after []byte, isExact bool) (isEscaped bool, err error) {
	text, err := unified(path, string(before), string(after))
	if err != nil {
		return false, fmt.Errorf("can't compare %q with its fixed version: %w", path, err)
	}
	if isExact {
		_, err = io.WriteString(w, text)
		return false, err
	}
	var out bytes.Buffer
	for line := range strings.Lines(text) {
		if !inert.HasCommand(line) && !inert.IsCommand(line) {
			out.WriteString(line)
			continue
		}
		isEscaped = true
		_, _ = inert.NewLineWriter(&out).Write([]byte(line)) // a buffer takes all
	}
	_, err = w.Write(out.Bytes())
	return isEscaped, err
}

// context is how many lines around a change are shown.
const context = 3

// unified returns a unified diff with no workflow command among the lines that stay, as far as that can be.
func unified(path, before, after string) (string, error) {
	changes := udiff.Lines(before, after)
	edits := append(same(before, changes), changes...)
	udiff.SortEdits(edits)
	return udiff.ToUnified(quoted("a/"+path), quoted("b/"+path), before, edits, context)
}

// maxSame bounds how many lines of one diff are taken out only to be put in again.
const maxSame = 100

// same returns edits that change nothing, one for each line that would be a command as context: of a change, or of one of them.
func same(text string, changes []udiff.Edit) (edits []udiff.Edit) {
	starts := commands(text)
	if len(starts) == 0 {
		return nil
	}
	taken := map[int]bool{}
	for _, c := range changes {
		down(text, c.End, starts, taken)
		up(text, c.Start, starts, taken)
	}
	for start := range taken {
		if !isInside(start, changes) {
			end := lineEnd(text, start)
			edits = append(edits, udiff.Edit{Start: start, End: end, New: text[start:end]})
		}
	}
	return edits
}

// commands returns where the lines start that would be commands.
func commands(text string) map[int]bool {
	starts := map[int]bool{}
	at := 0
	for line := range strings.Lines(text) {
		if inert.IsCommand(line) {
			starts[at] = true
		}
		at += len(line)
	}
	return starts
}

// down takes the commands among the lines that are context of a change which ends at an offset, and of those taken.
func down(text string, at int, starts, taken map[int]bool) {
	for left := context; left > 0 && at < len(text) && len(taken) < maxSame; left-- {
		if starts[at] {
			taken[at], left = true, context+1
		}
		at = lineEnd(text, at)
	}
}

// up is down for the lines before an offset.
func up(text string, at int, starts, taken map[int]bool) {
	for left := context; left > 0 && at > 0 && len(taken) < maxSame; left-- {
		at = strings.LastIndexByte(text[:at-1], '\n') + 1
		if starts[at] {
			taken[at], left = true, context+1
		}
	}
}

// lineEnd returns the offset after the line at an offset.
func lineEnd(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(text)
}

func isInside(at int, changes []udiff.Edit) bool {
	_, found := slices.BinarySearchFunc(changes, at, func(c udiff.Edit, at int) int {
		switch {
		case at < c.Start:
			return 1
		case at >= c.End:
			return -1
		}
		return 0
	})
	return found
}

// quoted returns a name as git writes it: in quotes if it holds what would not show, or might be a command.
// Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
func quoted(name string) string {
	if !strings.ContainsAny(name, `"\`) && inert.Text(name) == name {
		return name
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(name) {
		switch c := name[i]; {
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(c))
		case c < ' ' || c > '~' || c == '[':
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
