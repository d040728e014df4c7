package framework

import "bytes"

// Imports reports whether a text has what looks like the import of a framework, be it code or the JSON of a notebook. It is for
// what can't be parsed, and says yes rather than no: strings and comments count.
func Imports(text []byte) bool {
	for _, keyword := range []string{"import", "from"} {
		rest := text
		for i := bytes.Index(rest, []byte(keyword)); i >= 0; i = bytes.Index(rest, []byte(keyword)) {
			rest = rest[i+len(keyword):]
			if named(rest) {
				return true
			}
		}
	}
	return false
}

// named reports whether a framework is among the modules that a text starts with: a blank, and names with commas between.
func named(text []byte) bool {
	for blank := " \t"; ; blank = ", \t" {
		names := bytes.TrimLeft(text, blank)
		end := bytes.IndexFunc(names, func(c rune) bool { return c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') })
		if end < 0 {
			end = len(names)
		}
		if len(names) == len(text) || end == 0 {
			return false
		}
		if IsModule(string(names[:end])) {
			return true
		}
		text = bytes.TrimLeft(names[end:], ".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")
		if text = bytes.TrimLeft(text, " \t"); !bytes.HasPrefix(text, []byte(",")) {
			return false
		}
	}
}
