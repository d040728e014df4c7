// Package naming has what the rules on names share: the words of a name, and which of them are verbs.
package naming

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
)

//go:embed verbs.txt
var verbList string

//go:embed hooks.txt
var hookList string

var (
	verbs = sync.OnceValue(func() map[string]bool { return set(verbList) })
	hooks = sync.OnceValue(func() map[string]bool { return set(hookList) })
)

// set returns the words of a list, lines that start with # aside.
func set(list string) map[string]bool {
	all := map[string]bool{}
	for line := range strings.Lines(list) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for word := range strings.FieldsSeq(line) {
			all[word] = true
		}
	}
	return all
}

// Words returns the lower-case words of a snake_case or camelCase name. Digits belong to the word in front of them.
func Words(name string) (words []string) {
	for part := range strings.SplitSeq(name, "_") {
		for word := range humps(part) {
			words = append(words, strings.ToLower(word))
		}
	}
	return words
}

// humps yields the words of a camelCase name: HTTPServer is HTTP and Server.
func humps(name string) iter.Seq[string] {
	return func(yield func(string) bool) {
		runes := []rune(name)
		start := 0
		for i := 1; i <= len(runes); i++ {
			ends := i == len(runes) || unicode.IsUpper(runes[i]) &&
				(!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]))
			if !ends {
				continue
			}
			if !yield(string(runes[start:i])) {
				return
			}
			start = i
		}
	}
}

// IsVerb reports whether a word is a verb that says what a routine does. A prefix such as re or un does not matter.
func IsVerb(word string) bool {
	for _, prefix := range []string{"", "re", "un", "de", "pre", "post", "dis", "sub"} {
		if rest, ok := strings.CutPrefix(word, prefix); ok && verbs()[rest] {
			return true
		}
	}
	return false
}

// minFused is the length, in bytes, from which a verb is recognised in front of its object.
const minFused = 4

// StartsWithVerb reports whether a word is a verb or one that runs into its object, as makedirs and showwarning do. Behind a
// digit something else begins: checkpoint2disk.
func StartsWithVerb(word string) bool {
	for end := minFused; end < len(word) && !strings.ContainsAny(word, "0123456789"); end++ {
		if verbs()[word[:end]] {
			return true
		}
	}
	return IsVerb(word)
}

// IsHook reports whether a method's name is one that frameworks call, such as training_step, on_epoch_end or visit_Call.
func IsHook(name string) bool {
	name = strings.TrimLeft(name, "_")
	first, _, _ := strings.Cut(name, "_")
	return hooks()[name] || slices.Contains([]string{"on", "visit", "depart", "leave", "test", "pytest"}, first) && first != name
}

// IsSpecial reports whether a name is one of Python's own, such as __init__.
func IsSpecial(name string) bool {
	return len(name) > 4 && strings.HasPrefix(name, "__") && strings.HasSuffix(name, "__")
}

// noAction are verbs that leave open what is done.
var noAction = set("process handle do perform manage deal run execute work go thing helper util misc stuff")

// filler are objects that leave open what it is done to.
var filler = set("data it stuff thing things all input inputs output outputs item items task tasks logic request info value values result results work everything")

// IsVague reports whether words say neither what is done nor to what: process, handle_data, do_stuff.
func IsVague(words []string) bool {
	if len(words) == 0 || !noAction[words[0]] {
		return false
	}
	return !slices.ContainsFunc(words[1:], func(w string) bool { return !filler[w] })
}
