// Package match says what rules and topics enforce, as a verb with what it is about, and which demands of bullets that meets. Verbs and
// things are data (verbs.go, objects.go), so that a pattern is three words. A match that is not sure is none: every word of a demand
// has to be known, unless what it is about belongs to machine learning alone.
package match

import (
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/policy/bullet"
)

// A Pattern is one thing that a rule enforces: Do log hyperparameter, Avoid train on test data.
type Pattern struct {
	Deed   bullet.Deed
	Verb   string // a class of verbs
	Object string // what it is about: a name of [things]; "" for what Scope says alone
	Scope  string // what has to come after a preposition or in a condition; "" for nothing
	Lacks  string // what has to come after "without"; "" for nothing
	Plain  bool   // nothing may come after a preposition or in a condition
}

// A Field is what a definition is about.
type Field uint8

// The fields. What is said in one holds in those that come after it.
const (
	Other    Field = iota // another language, or no code
	Any                   // code of any language
	Python                // Python
	Training              // the training of models
)

// Do returns the pattern of what must be done, or be there.
func Do(verb, object string) Pattern { return Pattern{Deed: bullet.Do, Verb: verb, Object: object} }

// Avoid returns the pattern of what must not be done, or be there.
func Avoid(verb, object string) Pattern {
	return Pattern{Deed: bullet.Avoid, Verb: verb, Object: object}
}

// With returns the pattern with what has to come after a preposition: train with test data.
func (p Pattern) With(scope string) Pattern {
	p.Scope = scope
	return p
}

// Without returns the pattern with what has to come after "without": catch exceptions without logging.
func (p Pattern) Without(lacking string) Pattern {
	p.Lacks = lacking
	return p
}

// Alone returns the pattern of a demand that nothing narrows.
func (p Pattern) Alone() Pattern {
	p.Plain = true
	return p
}

// Problem returns what is wrong with a pattern, "" for nothing: it names a verb or a thing that nobody knows.
func (p Pattern) Problem() string {
	for _, name := range []string{p.Object, p.Scope, p.Lacks} {
		if _, ok := things[name]; name != "" && !ok {
			return "there is no thing " + name
		}
	}
	if _, ok := verbClasses[p.Verb]; !ok {
		return "there is no verb " + p.Verb
	}
	if p.Object == "" && p.Scope == "" && p.Lacks == "" {
		return "it is about nothing"
	}
	return ""
}

// Meets reports whether a demand of a definition in a field asks for what the pattern says.
func (p Pattern) Meets(d *bullet.Demand, in Field) bool {
	if !p.HoldsIn(in) || d.Deed != p.Deed || !takes(p.Verb, d.Verb) {
		return false
	}
	return p.isAbout(d)
}

// HoldsIn reports whether a demand of a definition in a field may ask for what the pattern says.
func (p Pattern) HoldsIn(in Field) bool {
	return in != Other && in >= things[p.Object].field && in >= things[p.Scope].field
}

// isAbout reports whether a demand is about what the pattern is.
func (p Pattern) isAbout(d *bullet.Demand) bool {
	if p.Plain && (len(d.Qualifiers) > 0 || len(d.Condition) > 0 || d.Scoped) {
		return false
	}
	isOwn := things[p.Object].field == Training || things[p.Scope].field == Training
	switch {
	case p.Object != "":
		if !slices.ContainsFunc(d.Objects, func(words []string) bool { return isThing(words, p.Object) }) {
			return false
		}
	case len(d.Objects) > 0 && !slices.ContainsFunc(d.Objects, func(words []string) bool { return isThing(words, "model") || allIn(words, harmless) }):
		return false
	}
	if p.Scope != "" && !p.hasScope(d) || p.Lacks != "" && !p.hasLack(d) {
		return false
	}
	return !isElsewhere(d) && isPlain(d, p, isOwn)
}

func (p Pattern) hasScope(d *bullet.Demand) bool {
	return slices.ContainsFunc(d.Qualifiers, func(q bullet.Qualifier) bool {
		return q.Preposition != "without" && q.Preposition != "instead" && q.Preposition != "rather" && isThing(q.Words, p.Scope)
	}) || len(d.Condition) > 0 && isThing(d.Condition, p.Scope)
}

func (p Pattern) hasLack(d *bullet.Demand) bool {
	return slices.ContainsFunc(d.Qualifiers, func(q bullet.Qualifier) bool { return q.Preposition == "without" && isThing(q.Words, p.Lacks) })
}

// isElsewhere reports whether a demand is about another place than training code.
func isElsewhere(d *bullet.Demand) bool {
	for _, q := range d.Qualifiers {
		if q.Preposition != "like" && q.Preposition != "including" && slices.ContainsFunc(q.Words, func(w string) bool { return elsewhere[w] }) && !isAnyThing(q.Words) {
			return true
		}
	}
	return slices.ContainsFunc(d.Condition, func(w string) bool { return elsewhere[w] })
}

// IsElsewhere reports whether the words of a title are about another place than training code.
func IsElsewhere(title []string) bool {
	if slices.Contains(title, "python") {
		return false // of a server, or of tools, but code all the same
	}
	return !isAnyThing(title) && slices.ContainsFunc(title, func(w string) bool { return elsewhere[w] && !titles[w] })
}

// titles are words that are no place in a title: "in your answers" is elsewhere, the title "Plan" is not.
var titles = setOf(`plan docker git commit issue documentation document build ci report answer response sdk cli video prompt level map session`)

// Protects reports whether a demand is that one of some paths is not to be changed, or not without asking.
func Protects(d *bullet.Demand, paths []string) bool {
	isPlacing := slices.ContainsFunc(d.Qualifiers, func(q bullet.Qualifier) bool { return q.Preposition == "without" && d.Deed == bullet.Avoid })
	if d.Deed == bullet.Do || !protecting[d.Verb] || isPlacing || d.Occasional { // "never write results to out/ without a date" says where they go
		return false
	}
	names := func(words []string) bool {
		return slices.ContainsFunc(paths, func(path string) bool { return slices.Contains(words, strings.ToLower(path)) })
	}
	if slices.ContainsFunc(d.Objects, names) {
		return true
	}
	isContent := func(words []string) bool { return contents[words[len(words)-1]] }
	isAnything := len(d.Objects) == 0 || slices.ContainsFunc(d.Objects, isContent)
	return isAnything && slices.ContainsFunc(d.Qualifiers, func(q bullet.Qualifier) bool { return inside[q.Preposition] && names(q.Words) })
}

var (
	protecting = setOf(`change modify alter edit update remove replace delete rename rewrite touch overwrite move write commit create save store regenerate mutate`)
	contents   = setOf(`file anything content data artifact output change code folder directory`)
	inside     = setOf(`in into to under inside within at from`)
)

// isPlain reports whether all that narrows a demand is known. What belongs to machine learning alone may be narrowed by more, but not to
// another place.
func isPlain(d *bullet.Demand, p Pattern, isOwn bool) bool {
	for _, q := range d.Qualifiers {
		switch {
		case q.Preposition == "so": // what that is good for
		case isOwn && !places[q.Preposition], allIn(q.Words, harmless), isAnyThing(q.Words):
		case p.Scope != "" && isThing(q.Words, p.Scope), p.Lacks != "" && q.Preposition == "without" && isThing(q.Words, p.Lacks):
		case means[q.Preposition] && isThing(q.Words, "empty catch"): // errors are silenced with "except: pass"
		default:
			return false
		}
	}
	return isOwn || allIn(d.Condition, harmless)
}

// means are the prepositions of what something is done with.
var means = setOf(`with using by via`)

// places are the prepositions of a place.
var places = setOf(`in into to under inside outside within beyond`)

func allIn(words []string, set map[string]bool) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !set[w] && (w[0] < '0' || w[0] > '9') })
}

// An entry is one way in which a thing is written.
type entry struct {
	thing string
	words []string
}

// A lexicon is the entries by their last words, and what may stand in front of each thing.
type lexicon struct {
	entries map[string][]entry
	may     map[string]map[string]bool
}

var lexiconOf = sync.OnceValue(func() lexicon {
	l := lexicon{map[string][]entry{}, map[string]map[string]bool{}}
	for name, t := range things {
		l.may[name] = setOf(t.may)
		for phrase := range strings.SplitSeq(t.phrases, "|") {
			words := bullet.Words(phrase)
			last := words[len(words)-1]
			l.entries[last] = append(l.entries[last], entry{name, words})
		}
	}
	return l
})

// isThing reports whether words are a thing: one of its ways to be written, with nothing in front that makes it another.
func isThing(words []string, thing string) bool {
	if of := slices.Index(words, "of"); of > 0 && allIn(words[of:], harmless) && isThing(words[:of], thing) {
		return true // the seeds of NumPy
	}
	return slices.ContainsFunc(entriesOf(words), func(e entry) bool { return e.thing == thing && fits(words, e) })
}

// isAnyThing reports whether words are a thing of any name that belongs to machine learning.
func isAnyThing(words []string) bool {
	return slices.ContainsFunc(entriesOf(words), func(e entry) bool { return things[e.thing].field == Training && fits(words, e) })
}

func entriesOf(words []string) []entry {
	if len(words) == 0 {
		return nil
	}
	return lexiconOf().entries[words[len(words)-1]]
}

func fits(words []string, e entry) bool {
	n := len(words) - len(e.words)
	if n < 0 || !slices.Equal(words[n:], e.words) {
		return false
	}
	may := lexiconOf().may[e.thing]
	for _, w := range words[:n] {
		if !modifiers[w] && !may[w] {
			return false
		}
	}
	return true
}
