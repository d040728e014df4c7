package change

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// A fact is what a file says of a topic.
type fact struct {
	topic  string
	head   string // what is called, by its last part, or the key of a setting
	kind   string // what it is compared by instead of the head: of a function, the class that does the same; "" for the head itself
	args   []arg  // by name, in the order of the names
	scope  string // the qualified name of the function or class that it stands in
	binds  string // the name that it is bound to, "" if none
	at     place
	isKey  bool  // it is a setting
	isList bool  // it is about the order of what is in it
	alone  bool  // it counts only if it is there before and after
	open   bool  // it has unpacked arguments, so that any may be there
	of     *fact // the call that it is an argument of, if that is about something else
	whole  []arg // all arguments of a call, those that are about something else among them
	// defaults are the values of the call's arguments that are not given, as far as they are known.
	defaults map[string]string
}

// An arg is a value of a fact.
type arg struct {
	name, text string
	at         place
}

// same is what two facts have in common that say the same.
func (f *fact) same() string {
	var b strings.Builder
	b.WriteString(f.topic + "\x00" + f.what())
	for _, a := range f.args {
		b.WriteString("\x00" + a.name + "=" + a.text)
	}
	return b.String()
}

// what returns what a fact is about, however it is called.
func (f *fact) what() string { return cmp.Or(f.kind, f.head) }

// line writes a fact for people. What is not known of it is left out.
func (f *fact) line() string {
	if f.isKey {
		return f.head + " = " + shown(f.args[0].text)
	}
	head := f.head
	if f.of != nil {
		head = f.of.head
	}
	return f.written(head, f.args)
}

// before writes an argument with its default, which holds where it is not given; "" if that is not known.
func (f *fact) before() string {
	if f.of == nil || f.of.defaults[f.head] == "" {
		return ""
	}
	return f.of.head + "(" + f.head + "=" + shown(f.of.defaults[f.head]) + ")"
}

// full writes a fact with all that is given to its call, whatever that is about.
func (f *fact) full() string {
	if f.isKey || f.of != nil {
		return f.line()
	}
	if len(f.whole) > len(f.args) {
		return f.written(f.head, f.whole)
	}
	return f.line()
}

// written writes a call with some of its arguments.
func (f *fact) written(head string, args []arg) string {
	var all []string
	for _, a := range args {
		switch {
		case a.text == unknown:
		case a.name == "" || a.name[0] <= '9':
			all = append(all, shown(a.text))
		default:
			all = append(all, a.name+"="+shown(a.text))
		}
	}
	if strings.Contains(head, " ") {
		return head + " " + strings.Join(all, ", ")
	}
	return head + "(" + strings.Join(all, ", ") + ")"
}

// shown writes a value for people.
func shown(text string) string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "?.", ""), unknown, "…")
	return strings.ReplaceAll(text, "\n", " ")
}

// arg returns the value that a fact has under a name.
func (f *fact) arg(name string) (arg, bool) {
	for _, a := range f.args {
		if a.name == name {
			return a, true
		}
	}
	return arg{}, false
}

// value returns what holds for an argument: what is given, or else the default as far as it is known.
func (f *fact) value(name string) arg {
	if a, ok := f.arg(name); ok {
		return a
	}
	if f.open {
		return arg{name: name, text: unknown}
	}
	return arg{name: name, text: f.defaults[name]}
}

// isNamedBy reports whether one of two facts is given a name and the other is not, so that it may stand for several of these: ctx = autocast().
func (f *fact) isNamedBy(g *fact) bool { return (f.binds == "") != (g.binds == "") }

// agrees reports whether two facts may say the same, since what differs is not known of one of them.
func (f *fact) agrees(g *fact) bool {
	if f.topic != g.topic || f.what() != g.what() || f.isKey != g.isKey {
		return false
	}
	for _, pair := range [][2]*fact{{f, g}, {g, f}} {
		for _, a := range pair[0].args {
			if b := pair[1].value(a.name); b.text == "" || !mayEqual(a.text, b.text) {
				return false
			}
		}
	}
	return true
}

// mayEqual reports whether two values may be the same.
func mayEqual(a, b string) bool {
	if a == b || a == unknown || b == unknown {
		return true
	}
	isOpen, otherOpen := strings.Contains(a, unknown), strings.Contains(b, unknown)
	if isChoice(a, b) || isChoice(b, a) {
		return true
	}
	if strings.Contains(a, " or ") || strings.Contains(b, " or ") {
		return isSome(a, b) || isSome(b, a) || isOpen && !otherOpen && isComputed(a) || otherOpen && !isOpen && isComputed(b)
	}
	switch {
	case isOpen == otherOpen && !isOpen:
		return false
	case !isOpen:
		return mayEqual(b, a)
	case !otherOpen && isComputed(a):
		return true
	}
	if !otherOpen {
		a = anyField(a)
	}
	return fitsText(a, b) || otherOpen && fitsText(b, a)
}

// isComputed reports whether a value of which not all is known is computed, so that it may be anything.
func isComputed(text string) bool { return strings.IndexByte("({", text[0]) < 0 }

// isChoice reports whether a value is one of two that another comes to, and which of them is not known: "cuda" if … else "cpu".
func isChoice(text, one string) bool {
	first, rest, ok := strings.Cut(text, " if ")
	at := strings.LastIndex(rest, " else ")
	return ok && at >= 0 && strings.Contains(rest[:at], unknown) && (first == one || rest[at+len(" else "):] == one)
}

// isSome reports whether all that a value may be another may be, too: it depends on which programs are run how much of that is seen.
func isSome(a, b string) bool {
	all := strings.Split(b, " or ")
	return !slices.ContainsFunc(strings.Split(a, " or "), func(one string) bool { return !slices.Contains(all, one) })
}

// anyField writes what is not known with the fields of it as what is not known: ?.momentum may be any number.
func anyField(text string) string {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, unknown+".")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString(unknown)
		text = strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789")
	}
}

// fitsText reports whether a text may be another in which question marks stand for anything.
func fitsText(open, text string) bool {
	escape := strings.NewReplacer("*", `\*`, "[", `\[`, "]", `\]`, `\`, `\\`, "/", ":", unknown, "*")
	ok, err := path.Match(escape.Replace(open), strings.ReplaceAll(text, "/", ":"))
	return ok && err == nil
}
