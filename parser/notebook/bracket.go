package notebook

import "bytes"

// A bracket is what is open at the start of a line: brackets, or a string of several lines.
type bracket struct {
	depth int
	quote []byte // of the string, if one is open
}

func (b *bracket) any() bool { return b.depth > 0 || b.quote != nil }

// read goes on to the end of a line.
func (b *bracket) read(line []byte) {
	for len(line) > 0 {
		switch c := line[0]; {
		case b.quote != nil:
			line = b.readString(line)
			continue
		case c == '#':
			return
		case bytes.HasPrefix(line, []byte(`"""`)), bytes.HasPrefix(line, []byte("'''")):
			b.quote, line = line[:3], line[2:]
		case c == '"', c == '\'':
			b.quote = line[:1]
		case bytes.IndexByte([]byte("([{"), c) >= 0:
			b.depth++
		case bytes.IndexByte([]byte(")]}"), c) >= 0:
			b.depth = max(b.depth-1, 0)
		}
		line = line[1:]
	}
	if len(b.quote) == 1 { // it ends with its line
		b.quote = nil
	}
}

// readString returns what follows an open string in a line.
func (b *bracket) readString(line []byte) []byte {
	switch {
	case line[0] == '\\':
		return line[min(2, len(line)):]
	case bytes.HasPrefix(line, b.quote):
		line = line[len(b.quote):]
		b.quote = nil
		return line
	}
	return line[1:]
}
