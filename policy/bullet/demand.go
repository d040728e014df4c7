package bullet

import (
	"slices"
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/parser/agent/body"
)

// A Deed is what a demand says of what it is about.
type Deed uint8

// The deeds.
const (
	Do    Deed = iota + 1 // it must be done, or be there
	Avoid                 // it must not
	Ask                   // not without asking
)

// String returns the word for the deed.
func (d Deed) String() string { return [...]string{"", "do", "avoid", "ask"}[d] }

// A Demand is one thing that a bullet asks for: "never train on test data" is Avoid, train, on test data.
type Demand struct {
	Deed       Deed
	Verb       string      // its base form; "" if a thing alone is named: "no placeholder comments"
	Objects    [][]string  // what the verb is about, each as words in the singular; those that "and" and "or" join by themselves
	Qualifiers []Qualifier // what comes after a preposition
	Condition  []string    // words of what follows "if", "when", "unless" and the like
	Scoped     bool        // a condition narrows it
	Occasional bool        // it holds on an occasion only: when, if
	Derived    bool        // it is what another demand must not go without
}

// A Qualifier is what follows a preposition.
type Qualifier struct {
	Preposition string
	Words       []string
}

// Parse takes the demands from a bullet's text. A bullet of a table of faults names what is wrong: "no validation split" there asks for one.
func Parse(text string, tier body.Tier, isFault bool) []Demand {
	return parse(plain(text), tier, isFault)
}

// parse is [Parse] of a plain text.
func parse(text string, tier body.Tier, isFault bool) []Demand {
	var demands []Demand
	tokens := spelled(tokenize(ampersand.Replace(text)))
	if tier == 0 && len(tokens) > 1 && tokens[0].kind == code && tokens[1].is(":", "-") {
		return nil // it says what the code is
	}
	if tier == 0 && (isLabel(tokens) || isDescription(text)) {
		return nil
	}
	hasDeed := false
	for _, c := range clauses(tokens[:min(len(tokens), maxTokens)]) {
		if hasDeed && c.tokens[0].is("ensure", "ensures", "prevent", "prevents", "ensuring", "preventing") {
			continue // it says what that is good for
		}
		if c.tokens[0].is("example", "examples", "e.g", "i.e", "eg") {
			break
		}
		p := clause{tokens: c.tokens, tier: tier, isFault: isFault, isAside: c.isAside, isFirst: c.isFirst}
		demands = append(demands, p.demands()...)
		hasDeed = len(demands) > 0
		if len(demands) >= maxDemands {
			break
		}
	}
	return demands
}

// isLabel reports whether a text names a piece of code that comes after a colon: "Resume training: `make resume`".
func isLabel(tokens []token) bool {
	colon := slices.IndexFunc(tokens, func(t token) bool { return t.is(":") })
	return colon > 0 && colon+1 < len(tokens) && !slices.ContainsFunc(tokens[colon+1:], func(t token) bool { return t.kind == word })
}

// isDescription reports whether a text says what something with a name in code does: "ModelCheckpoint - saves the best model".
func isDescription(text string) bool {
	name, rest, ok := strings.Cut(text, " ")
	name = strings.TrimRight(name, ":")
	isName := strings.IndexFunc(name, unicode.IsLower) > 0 && strings.IndexFunc(name[1:], unicode.IsUpper) > 0 && strings.IndexFunc(name, unicode.IsPunct) < 0
	return ok && isName && (strings.HasSuffix(text[:len(text)-len(rest)], ": ") || strings.HasPrefix(rest, "- ") || strings.HasPrefix(rest, "– ") || strings.HasPrefix(rest, "— "))
}

// maxTokens is how far a bullet is read. What comes after some thirty words is a story, not a demand.
const maxTokens = 40

// maxDemands is how many demands of a bullet are looked at. Nobody writes more.
const maxDemands = 16

// A piece is what a bullet says between two marks.
type piece struct {
	tokens  []token
	isAside bool // in parentheses, or after a dash
	isFirst bool
}

// clauses splits a bullet where a new demand starts.
func clauses(tokens []token) (all []piece) {
	depth, from, aside := 0, 0, false
	add := func(to int) {
		if from < to {
			all = append(all, piece{tokens[from:to], aside || depth > 0, len(all) == 0})
		}
		from = to + 1
	}
	for i, t := range tokens {
		switch {
		case t.kind != mark && !t.is("but", "then"):
			if t.is("and", "or") && starts(tokens[i+1:]) && i > from && !hasPurpose(tokens[from:i]) {
				add(i)
			}
		case t.is("("):
			add(i)
			depth++
		case t.is(")"):
			add(i)
			depth = max(0, depth-1)
		case t.is("-"):
			add(i)
			aside = true
		case t.is(".", "!", "?"):
			add(i)
			aside = true
		case t.is(";", ":"):
			add(i)
		case t.is(",") && !isCondition(tokens[from:i]) && (starts(skipJoint(tokens[i+1:])) || depth > 0 && areVerbs(tokens[from:i], tokens[i+1:])):
			add(i)
		case t.is("but", "then") && i > from && starts(tokens[i+1:]):
			add(i)
		}
	}
	add(len(tokens))
	return all
}

// areVerbs reports whether two pieces in parentheses both start with a verb: (close files, release memory).
func areVerbs(first, second []token) bool {
	is := func(tokens []token) bool {
		if len(tokens) < 2 {
			return false
		}
		verb, ok := base(tokens[0])
		return ok && verb == tokens[0].text
	}
	return is(first) && is(second)
}

// hasPurpose reports whether a piece says what something is done for: "use tools to manage data". What follows belongs to that.
func hasPurpose(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return t.is("to") }) && !tokens[0].is("to")
}

// isCondition reports whether a piece is one of those that stand in front of a demand: "when resuming".
func isCondition(tokens []token) bool {
	return len(tokens) > 0 && tokens[0].kind == word && conditional[tokens[0].text]
}

func skipJoint(tokens []token) []token {
	for len(tokens) > 0 && tokens[0].is("and", "or", "but", "then", "also") {
		tokens = tokens[1:]
	}
	return tokens
}

// starts reports whether a new demand starts: with a negation or a verb, unless it may as well be a noun of a list.
func starts(tokens []token) bool {
	if len(tokens) == 0 {
		return false
	}
	first := tokens[0]
	if first.is("never", "don't", "always", "avoid", "must", "should", "ensure", "no") || first.is("do") && len(tokens) > 1 && tokens[1].is("not") {
		return true
	}
	verb, ok := base(first)
	if !ok || verb != first.text || len(tokens) == 1 {
		return false
	}
	return !ambiguous[verb] || tokens[1].kind == word && (isArticle[tokens[1].text] || tokens[1].is("all", "every", "each", "any", "only", "on", "to", "with"))
}

// A clause is a piece of a bullet that is read as a demand.
type clause struct {
	tokens           []token
	tier             body.Tier
	isFault, isAside bool
	isFirst          bool
	deed             Deed
	hasOwn           bool // words of its own say whether it is to be done
	isNever          bool // the last of these was "never"
	condition        []string
	scoped           bool
	occasional       bool
}

// demands returns what the clause demands: with what it must not go without, that makes two.
func (c *clause) demands() []Demand {
	c.deed = c.tierDeed()
	c.cutCondition()
	c.strip()
	c.ask()
	if len(c.tokens) == 0 || !c.isDemand() {
		return nil
	}
	d, isLet := c.readLet()
	if !isLet {
		d = c.read()
	}
	d.Condition, d.Scoped = append(c.condition, d.Condition...), d.Scoped || c.scoped
	d.Occasional = d.Occasional || c.occasional
	all := c.withLacking(d)
	if c.mayBeNoun(d) {
		noun := Demand{Deed: d.Deed, Condition: d.Condition, Scoped: d.Scoped}
		c.readRest(&noun, c.tokens)
		all = append(all, noun)
	}
	return all
}

// mayBeNoun reports whether the verb of a demand may as well be the first word of a thing that is named alone: a checkpoint format.
func (c *clause) mayBeNoun(d Demand) bool {
	if c.tier == 0 || d.Deed == Do || !ambiguous[d.Verb] || d.Verb == "use" || c.tokens[0].text != d.Verb || len(c.tokens) < 2 {
		return false
	}
	next := c.tokens[1]
	return next.kind == word && !isArticle[next.text] && !prepositions[next.text] && !next.is("all", "every", "each", "any")
}

// tierDeed returns what a clause is that has no word for it.
func (c *clause) tierDeed() Deed {
	switch {
	case c.isAside && !c.isFault && c.tier != body.AskFirst: // an aside says what is right
		return Do
	case c.tier == body.AskFirst:
		return Ask
	case c.tier == body.Never || c.isFault:
		return Avoid
	}
	return Do
}

// isDemand reports whether the rest of the clause asks for something: an aside, or a bullet of no tier, does if it starts with a verb or says "no".
func (c *clause) isDemand() bool {
	if c.hasOwn || c.tier != 0 && !c.isAside || c.isFault && !c.isAside {
		return true
	}
	verb, isVerb := base(c.tokens[0])
	if isVerb && (verb == c.tokens[0].text || !c.isAside && isGerund(c.tokens[0]) && c.tier != 0) {
		return len(c.tokens) > 1
	}
	_, isPassive := c.passive()
	_, isActive := c.readActive()
	return isPassive && c.hasModal() || isActive
}

func (c *clause) hasModal() bool {
	return slices.ContainsFunc(c.tokens, func(t token) bool { return t.is("must", "should", "shall", "may", "cannot") })
}

// withLacking adds to a demand what it must not go without: "never train without validation" asks for validation.
func (c *clause) withLacking(d Demand) []Demand {
	all := []Demand{d}
	if c.asksFirst(&all[0]) {
		return all
	}
	for _, q := range d.Qualifiers {
		if q.Preposition != "without" || len(q.Words) == 0 || d.Deed == Ask {
			continue
		}
		lacking := Demand{Deed: Do, Objects: [][]string{q.Words}, Condition: d.Condition, Scoped: d.Scoped}
		if d.Deed == Do {
			lacking.Deed = Avoid
		}
		if verb, ok := bases()[q.Words[0]]; ok && len(q.Words) > 1 {
			lacking.Verb, lacking.Objects = verb, [][]string{q.Words[1:]}
		}
		lacking.Derived = true
		for _, other := range d.Qualifiers {
			if other.Preposition != "without" && other.Preposition != "in" && other.Preposition != "under" {
				lacking.Qualifiers = append(lacking.Qualifiers, other)
			}
		}
		all = append(all, lacking)
	}
	return all
}

// asksFirst turns a demand to do nothing without somebody's consent into one to ask first, and reports whether it is one.
func (c *clause) asksFirst(d *Demand) bool {
	isConsent := func(q Qualifier) bool { return q.Preposition == "without" && isApproval(q.Words) }
	if d.Deed == Do || !slices.ContainsFunc(d.Qualifiers, isConsent) {
		return false
	}
	d.Deed = Ask // whatever else is needed: approval and a review
	d.Qualifiers = slices.DeleteFunc(slices.Clone(d.Qualifiers), func(q Qualifier) bool { return q.Preposition == "without" })
	return true
}

// isApproval reports whether words are about somebody's consent.
func isApproval(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"approval", "permission", "asking", "consent", "confirmation", "confirming", "consulting", "authorization", "sign-off", "signoff"}, w)
	})
}
