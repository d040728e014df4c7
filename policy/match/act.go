package match

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/policy/bullet"
)

// Acts returns what a demand is about, one text for each object, the same for demands that ask for, forbid or ask about the same:
// "add type hint". There are none for one that a condition narrows, that another one implies, or that names too little.
func Acts(d *bullet.Demand) (acts []string) {
	if d.Verb == "" || d.Scoped || d.Derived || len(d.Condition) > 0 {
		return nil
	}
	var narrowed []string
	for _, q := range d.Qualifiers {
		narrowed = append(narrowed, q.Preposition+" "+strings.Join(q.Words, " "))
	}
	slices.Sort(narrowed)
	for _, words := range d.Objects {
		if words = stripped(words); len(words) == 0 || len(words) == 1 && vague[words[0]] || slices.ContainsFunc(words, func(w string) bool { return relative[w] }) {
			continue
		}
		act := []string{synonym(d.Verb, words), strings.Join(words, " ")}
		acts = append(acts, strings.Join(append(act, narrowed...), " "))
	}
	return acts
}

var (
	// vague are things of which there are several that are dealt with differently.
	vague = setOf(`code file thing change content text anything everything nothing something it output result data test work task tool approach one way both other`)
	// relative are words after which a thing is described by what it does.
	relative = setOf(`that which who whose where what how why not no more less too`)
	// universal are words in front of a thing that mean all of its kind.
	universal = setOf(`all any every each both`)
	// parts are things that are in code or text if somebody uses, writes or adds them.
	parts = setOf(`hint comment docstring emoji annotation semicolon placeholder icon emojis todo`)
)

// stripped returns the words of a thing without those that mean all of its kind, in one spelling.
func stripped(words []string) []string {
	words = slices.Clone(words)
	for len(words) > 1 && universal[words[0]] {
		words = words[1:]
	}
	if n := len(words); n > 1 && words[n-2] == "type" && words[n-1] == "annotation" {
		words[n-1] = "hint"
	}
	return words
}

// synonyms are verbs that ask for the same, by the one that stands for them.
var synonyms = map[string]string{
	"write": "add", "include": "add", "introduce": "add", "insert": "add", "put": "add",
	"modify": "change", "alter": "change", "edit": "change", "update": "change",
	"delete": "remove", "drop": "remove", "store": "save", "persist": "save", "execute": "run", "employ": "use",
}

func synonym(verb string, words []string) string {
	if verb == "use" && parts[words[len(words)-1]] {
		return "add"
	}
	if other := synonyms[verb]; other != "" {
		return other
	}
	return verb
}
