package gate

import (
	"slices"
	"strings"
)

// The lines of a patch of apply_patch, which Codex and Copilot use.
const (
	patchStart = "*** Begin Patch"
	patchEnd   = "*** End Patch"
	addFile    = "*** Add File: "
	deleteFile = "*** Delete File: "
	updateFile = "*** Update File: "
	moveTo     = "*** Move to: "
	endOfFile  = "*** End of File"
)

// Deletion returns the patch that takes a file away.
func Deletion(path string) string {
	return strings.Join([]string{patchStart, deleteFile + path, patchEnd, ""}, "\n")
}

func firstPatch(texts ...string) string {
	for _, text := range texts {
		if strings.Contains(text, patchStart) {
			return text
		}
	}
	return ""
}

// patched returns the files that a patch writes, each as it would be, nil for one that it takes away. A file whose hunks don't fit is not
// among them.
func patched(patch string, read func(path string) ([]byte, error)) map[string][]byte {
	out := map[string][]byte{}
	_, patch, _ = strings.Cut(patch, patchStart)
	lines := strings.Split(patch, "\n")
	for i := 0; i < len(lines); {
		line := strings.TrimRight(lines[i], "\r")
		i++
		if strings.HasPrefix(line, patchEnd) {
			break
		}
		start := i
		for i < len(lines) && !isFileHeader(lines[i]) {
			i++
		}
		body := lines[start:i]
		if path, ok := strings.CutPrefix(line, addFile); ok {
			out[strings.TrimSpace(path)] = added(body)
		} else if path, ok := strings.CutPrefix(line, deleteFile); ok {
			out[strings.TrimSpace(path)] = nil
		} else if path, ok := strings.CutPrefix(line, updateFile); ok {
			update(out, strings.TrimSpace(path), body, read)
		}
	}
	return out
}

func isFileHeader(line string) bool {
	return strings.HasPrefix(line, addFile) || strings.HasPrefix(line, deleteFile) || strings.HasPrefix(line, updateFile) || strings.HasPrefix(line, patchEnd)
}

func added(body []string) []byte {
	var b strings.Builder
	for _, line := range body {
		if text, ok := strings.CutPrefix(line, "+"); ok {
			b.WriteString(text + "\n")
		}
	}
	return []byte(b.String())
}

// update applies the hunks of one file.
func update(out map[string][]byte, path string, body []string, read func(path string) ([]byte, error)) {
	data, err := read(path)
	if err != nil {
		return
	}
	target := path
	if len(body) > 0 {
		if to, ok := strings.CutPrefix(body[0], moveTo); ok {
			target, body = strings.TrimSpace(to), body[1:]
		}
	}
	text, at := strings.Split(string(data), "\n"), 0
	for _, h := range hunks(body) {
		i := find(text, h, at)
		if i < 0 {
			return
		}
		text = slices.Concat(text[:i], h.after, text[i+len(h.before):])
		at = i + len(h.after)
	}
	if target != path {
		out[path] = nil
	}
	out[target] = []byte(strings.Join(text, "\n"))
}

// A hunk is lines that take the place of others, after those that @@ names.
type hunk struct{ within, before, after []string }

func hunks(body []string) (all []hunk) {
	var h hunk
	flush := func() {
		if len(h.before)+len(h.after) > 0 {
			all = append(all, h)
			h = hunk{}
		}
	}
	for _, line := range body {
		line = strings.TrimRight(line, "\r")
		switch {
		case strings.HasPrefix(line, "@@"):
			flush()
			if context := strings.TrimSpace(strings.TrimPrefix(line, "@@")); context != "" {
				h.within = append(h.within, context)
			}
		case line == endOfFile:
		case strings.HasPrefix(line, "+"):
			h.after = append(h.after, line[1:])
		case strings.HasPrefix(line, "-"):
			h.before = append(h.before, line[1:])
		case strings.HasPrefix(line, " "):
			h.before, h.after = append(h.before, line[1:]), append(h.after, line[1:])
		}
	}
	flush()
	return all
}

// find returns the line at which the lines that a hunk replaces stand, -1 if they don't.
func find(text []string, h hunk, from int) int {
	for _, context := range h.within {
		for i := from; i < len(text); i++ {
			if strings.TrimSpace(text[i]) == context {
				from = i
				break
			}
		}
	}
	equal := func(a, b string) bool { return strings.TrimRight(a, " \t\r") == strings.TrimRight(b, " \t\r") }
	for _, start := range []int{from, 0} {
		for i := start; i+len(h.before) <= len(text); i++ {
			if slices.EqualFunc(text[i:i+len(h.before)], h.before, equal) {
				return i
			}
		}
	}
	return -1
}
