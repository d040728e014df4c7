package bullet

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent/body"
)

// conditional are words that start a condition.
var conditional = setOf(`if when whenever unless until once while before after where wherever because since`)

// occasions are those of them that say when a demand holds at all.
var occasions = setOf(`if when whenever while where wherever`)

// prepositions are words after which a qualifier starts.
var prepositions = setOf(`for in on with without to from into at by during across via under over per within between than as using inside outside
through throughout below above exceeding against onto upon about except rather instead along alongside beyond toward towards after before beside besides so due regardless like including behind`)

// pairs are words that are a preposition before another one.
var pairs = map[string]string{"according": "to", "based": "on", "next": "to", "together": "with"}

// negations are words that say that something must not be.
var negations = setOf(`never don't dont not no avoid mustn't shouldn't cannot can't won't refuse prevent prohibit forbid disallow nothing`)

// missing are words that say that something is not there.
var missing = setOf(`missing lacking lack absent absence`)

// modal are words in front of a demand that make no difference to it.
var modal = setOf(`always must should shall please ensure make sure be remember to that you your agents agent need needs ever also only just strictly
we consistently explicitly carefully prefer ever will required mandatory do critical important consider try strive`)

// skipping are verbs that stand for leaving out what follows.
var skipping = setOf(`skip omit forget neglect miss bypass fail`)

// cutCondition takes off what stands in front of a demand and says when it holds: "when resuming, restore the optimizer".
func (c *clause) cutCondition() {
	for len(c.tokens) > 1 && (c.tokens[0].is("and", "or", "but", "then", "also") || c.tokens[0].is("for", "in", "during")) || isCondition(c.tokens) {
		if c.tokens[0].is("and", "or", "but", "then", "also") {
			c.tokens = c.tokens[1:]
			continue
		}
		comma := slices.IndexFunc(c.tokens, func(t token) bool { return t.is(",") })
		if comma < 0 {
			return
		}
		c.condition = append(c.condition, phrase(c.tokens[1:comma])...)
		c.scoped, c.occasional = true, c.occasional || occasions[c.tokens[0].text]
		c.tokens = c.tokens[comma+1:]
	}
}

// strip takes off the words that say whether something is to be done.
func (c *clause) strip() {
	for len(c.tokens) > 0 {
		t := c.tokens[0]
		next := token{}
		if len(c.tokens) > 1 {
			next = c.tokens[1]
		}
		switch {
		case t.is("do") && next.is("not"), t.is("must", "should", "shall", "can", "may", "will") && next.is("not", "never"):
			c.negate()
			c.tokens = c.tokens[2:]
		case t.kind == word && negations[t.text] && !(t.is("not") && next.is("only")):
			c.negate()
			c.isNever = t.is("never")
			if t.is("no") && (c.isFault || c.tier == body.Never && c.isAside) || t.is("not") && c.isFault && isGerund(next) {
				c.deed = Do // of a fault, or beside one, it says what is lacking
			}
			c.tokens = c.tokens[1:]
		case t.is("zero") && isParticiple(next) && c.isFirst && !isAboutGradients(c.tokens):
			c.negate()
			c.tokens = c.tokens[1:]
		case t.kind == word && missing[t.text] && (c.isFault || c.tier == body.Never):
			c.deed, c.hasOwn, c.tokens = Do, true, c.tokens[1:]
			if len(c.tokens) > 0 && c.tokens[0].is("of") {
				c.tokens = c.tokens[1:]
			}
		case t.kind == word && modal[t.text] && !(t.is("do") && len(c.tokens) == 1) && !(t.is("make") && !next.is("sure")):
			c.hasOwn = c.hasOwn || t.is("always", "must", "should", "shall", "ensure", "required")
			if t.is("always", "must", "ensure") && c.deed == Avoid && !c.isFault && len(c.tokens) > 1 {
				c.deed = Do // whatever the heading says
			}
			c.tokens = c.tokens[1:]
		case t.kind == word && isAdverb(t.text), t.kind == mark:
			c.tokens = c.tokens[1:]
		default:
			return
		}
	}
}

// isAboutGradients reports whether words name gradients, which are made zero: elsewhere "zero hardcoded values" says that there are to be none.
func isAboutGradients(tokens []token) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return strings.Contains(strings.ToLower(t.text), "grad") })
}

// negate notes that the clause forbids. Under Never, "don't" forbids all the same.
func (c *clause) negate() {
	c.hasOwn = true
	if c.tier == body.Never || c.isFault {
		c.deed = Avoid
		return
	}
	if c.deed != Ask {
		c.deed = Avoid
	}
}

// ask recognises "ask before changing the architecture" and its like.
func (c *clause) ask() {
	if len(c.tokens) < 3 {
		return
	}
	before := slices.IndexFunc(c.tokens, func(t token) bool { return t.is("before") })
	asks := c.tokens[0].is("ask", "confirm", "consult", "request", "seek", "obtain", "discuss")
	if gets := c.tokens[0].is("get", "wait", "require", "need", "have"); gets && before > 0 {
		asks = isApproval(phrase(c.tokens[1:before]))
	}
	if !asks || before < 0 || before > 6 || before+1 == len(c.tokens) {
		return
	}
	c.deed, c.hasOwn, c.tokens = Ask, true, c.tokens[before+1:]
}

// passive finds the participle of "seeds must be set".
func (c *clause) passive() (at int, found bool) {
	verb, isVerb := base(c.tokens[0])
	isOrder := isVerb && c.tokens[0].is(verb)
	for i, t := range c.tokens {
		if t.is("so", "because", "if", "when", "unless") || isOrder && t.is("before", "after", "until", "once") {
			break // what comes now is no demand
		}
		if i == 0 || !t.is("be", "is", "are", "being") {
			continue
		}
		for j := i + 1; j < len(c.tokens) && j < i+4; j++ {
			if isParticiple(c.tokens[j]) {
				return j, true
			}
		}
	}
	return 0, false
}

// read reads what is left as a verb with what it is about.
func (c *clause) read() Demand {
	if d, ok := c.readActive(); ok {
		return d
	}
	if at, ok := c.passive(); ok && !slices.ContainsFunc(c.tokens[:at], func(t token) bool { return t.is("how", "what") }) {
		if verb, isVerb := base(c.tokens[0]); !isVerb || ambiguous[verb] || c.hasModal() {
			return c.readPassive(at)
		}
	}
	d := Demand{Deed: c.deed}
	rest := c.tokens
	verb, ok := base(rest[0])
	if ok && skipping[verb] && len(rest) > 1 {
		d.Deed, rest = opposite(d.Deed), rest[1:]
		if rest[0].is("to") && len(rest) > 1 {
			rest = rest[1:]
		}
		verb, ok = base(rest[0])
		ok = ok && len(rest) > 1 && !(rest[1].kind == word && (prepositions[rest[1].text] || rest[1].is("and", "or")))
	}
	if isBase := verb == rest[0].text || c.isNever && len(rest) > 1 && strings.HasSuffix(rest[0].text, "s"); ok && (isBase || len(rest) > 1 && isGerund(rest[0])) {
		for d.Verb, rest = verb, rest[1:]; len(rest) > 2 && rest[0].is("or", "and", "/") && isLike(rest[1], isBase); {
			rest = rest[2:] // adding or removing layers
		}
	}
	c.readRest(&d, rest)
	if d.Verb == "checkpoint" && !slices.ContainsFunc(d.Objects, func(words []string) bool { return !kept[words[len(words)-1]] }) {
		d.Verb, d.Objects = "save", [][]string{{"checkpoint"}}
	}
	if len(d.Objects) == 0 && moving[d.Verb] != "" {
		d.fromTarget()
	}
	return d
}

// readLet reads "let a run overwrite checkpoints" and "allow test data to leak into training": what is let do something takes part in it.
func (c *clause) readLet() (Demand, bool) {
	if len(c.tokens) < 3 || !c.tokens[0].is("let", "lets", "letting", "allow", "allows", "allowing", "permit", "permitting") {
		return Demand{}, false
	}
	needsTo, at := !c.tokens[0].is("let", "lets", "letting"), 0
	for i := 2; i < len(c.tokens) && c.tokens[i].kind != mark; i++ {
		verb, ok := base(c.tokens[i])
		if !ok || verb != c.tokens[i].text || needsTo && !c.tokens[i-1].is("to") {
			continue
		}
		if at = i; !ambiguous[verb] || needsTo {
			break
		}
	}
	if at == 0 {
		return Demand{}, false
	}
	subject := c.tokens[1:at]
	if needsTo {
		subject = c.tokens[1 : at-1]
	}
	return c.letting(subject, c.tokens[at].text, c.tokens[at+1:]), true
}

// letting returns the demand about somebody or something that does what a verb says with the rest.
func (c *clause) letting(subject []token, verb string, rest []token) Demand {
	d := Demand{Deed: c.deed, Verb: verb}
	c.readRest(&d, rest)
	switch who := coordinated(subject); {
	case verb == "influence" || verb == "affect": // whatever does so is used for that
		for _, words := range d.Objects {
			d.Qualifiers = append(d.Qualifiers, Qualifier{"for", words})
		}
		d.Verb, d.Objects = "use", who
	case len(d.Objects) == 0 && verb == "leak":
		d.Objects = who
	default:
		for _, words := range who {
			d.Qualifiers = append(d.Qualifiers, Qualifier{"by", words})
		}
	}
	return d
}

// kept are the words for what a checkpoint keeps: to checkpoint the model is to save one.
var kept = setOf(`model network weight state run training progress experiment optimizer`)

// isLike reports whether a word is a verb in its base form, or one that ends in -ing.
func isLike(t token, isBase bool) bool {
	verb, ok := base(t)
	return ok && (isBase && verb == t.text || !isBase && isGerund(t))
}

// moving are verbs with which what is changed may be said by what it becomes, and the word before that: switching to another dataset.
var moving = map[string]string{"switch": "to", "move": "to", "migrate": "to", "go": "to", "pull": "in", "bring": "in"}

// fromTarget takes what something becomes for what the verb is about.
func (d *Demand) fromTarget() {
	i := slices.IndexFunc(d.Qualifiers, func(q Qualifier) bool { return q.Preposition == moving[d.Verb] })
	if i >= 0 {
		d.Objects = [][]string{d.Qualifiers[i].Words}
		d.Qualifiers = slices.Delete(d.Qualifiers, i, i+1)
	}
}

// readActive reads "checkpoints must include the state of the optimizer".
func (c *clause) readActive() (Demand, bool) {
	at := slices.IndexFunc(c.tokens, func(t token) bool { return t.is("must", "should", "shall") })
	if at < 1 || at+2 >= len(c.tokens) {
		return Demand{}, false
	}
	d, rest := Demand{Deed: c.deed}, c.tokens[at+1:]
	if rest[0].is("not", "never") {
		d.Deed, rest = Avoid, rest[1:]
	}
	verb, ok := base(rest[0])
	if !ok || verb != rest[0].text || len(rest) < 2 {
		return Demand{}, false
	}
	d.Verb = verb
	c.readRest(&d, rest[1:])
	d.Qualifiers = append(d.Qualifiers, Qualifier{"in", phrase(c.tokens[:at])})
	return d, true
}

func isPronoun(t token) bool { return t.is("it", "them", "these", "those", "this", "that") }

// readPassive reads "seeds must not be set".
func (c *clause) readPassive(at int) Demand {
	d := Demand{Deed: c.deed}
	d.Verb, _ = base(c.tokens[at])
	subject := at
	for i, t := range c.tokens[:at] {
		if t.is("must", "should", "shall", "may", "can", "cannot", "will", "be", "is", "are", "being") {
			subject = i
			break
		}
	}
	if slices.ContainsFunc(c.tokens[subject:at], func(t token) bool { return t.is("not", "never", "cannot") }) {
		d.Deed = Avoid
	}
	c.readRest(&d, append(slices.Clone(c.tokens[:subject]), c.tokens[at+1:]...))
	return d
}

func opposite(d Deed) Deed {
	switch d {
	case Do:
		return Avoid
	case Avoid:
		return Do
	}
	return d
}

// readRest reads the objects, what follows prepositions, and the condition.
func (c *clause) readRest(d *Demand, tokens []token) {
	start, preposition := 0, ""
	flush := func(end int) {
		words := tokens[start:end]
		switch {
		case preposition == "" && len(words) == 1 && isPronoun(words[0]):
			d.Objects = append(d.Objects, []string{words[0].text}) // some thing that was named before
		case preposition == "":
			d.Objects = append(d.Objects, coordinated(words)...)
		case conditional[preposition] && !prepositions[preposition]:
			d.Condition, d.Scoped = append(d.Condition, phrase(words)...), true
			d.Occasional = d.Occasional || occasions[preposition]
		default:
			for _, w := range coordinated(words) {
				d.Qualifiers = append(d.Qualifiers, Qualifier{preposition, w})
			}
		}
	}
	for i, t := range tokens {
		switch {
		case t.kind != word, t.is("except") && isHandler(tokens, i):
		case t.is("to") && isPurpose(tokens[i+1:]):
			flush(i)
			start, preposition = i+1, "so"
		case prepositions[t.text] || conditional[t.text] || pairs[t.text] != "" && i+1 < len(tokens) && tokens[i+1].is(pairs[t.text]):
			flush(i)
			start, preposition = i+1, t.text
		case t.is("every", "each", "per") && i > start:
			flush(i)
			start, preposition = i, t.text // the words say how often
		}
	}
	flush(len(tokens))
}

// isHandler reports whether "except" is that of Python: a bare except block.
func isHandler(tokens []token, at int) bool {
	return at > 0 && tokens[at-1].is("bare", "broad", "blanket", "empty", "generic", "silent", "naked") ||
		at+1 < len(tokens) && tokens[at+1].is("block", "blocks", "clause", "clauses", "handler", "handlers", "statement", "statements")
}

// isPurpose reports whether words start with a verb, so that they say what something is good for: "to improve results".
func isPurpose(tokens []token) bool {
	if len(tokens) < 2 {
		return false
	}
	verb, ok := base(tokens[0])
	return ok && verb == tokens[0].text && (!ambiguous[verb] || purposes[verb])
}

// purposes are ambiguous verbs that are hardly ever a noun after "to": changes go to data, not to a track.
var purposes = setOf(`handle measure monitor support track`)

// coordinated splits words at "and", "or" and commas. A single word takes over what the last one is about: "training and validation loss".
func coordinated(tokens []token) (all [][]string) {
	start, isApart := 0, false // whether the last part has an article of its own
	add := func(end int) {
		isApart = start < end && tokens[start].is("a", "an", "the")
		if words := phrase(tokens[start:end]); len(words) > 0 {
			all = append(all, words)
		}
		start = end + 1
	}
	for i, t := range tokens {
		if t.is("and", "or", ",", "/", "&", "|") {
			add(i)
		}
	}
	add(len(tokens))
	if n := len(all) - 1; n > 0 && len(all[n]) > 1 && !isApart {
		for _, words := range all[:n] {
			if len(words) == 1 {
				all = append(all, append(slices.Clone(words), all[n][1:]...))
			}
		}
	}
	return all
}
