package bullet

import (
	"strings"
	"sync"
)

// verbs are the verbs that bullets start with, in their base form.
const verbs = `abort accept access accumulate achieve adapt add address adjust adopt affect aggregate align allow alter annotate apply archive
ask assert assess assign assume attach attempt audit augment avoid balance batch benchmark block branch break bring build bump bundle bypass cache
calculate call capture cast catch change check checkpoint choose claim clarify clean clear clip close clobber collect combine commit communicate compare
compile complete compress compute concatenate configure confirm connect consider construct consult consume contain continue convert
copy cover create cross customize debug declare decode decouple default defer define delegate delete deliver deploy derive describe design detect
determine develop differentiate disable disallow discard discuss display distinguish distribute divide document download draw drop duplicate edit
eliminate embed emit employ enable encapsulate encode encourage enforce engineer enhance ensure enter escape establish estimate evaluate
examine exceed except exclude execute exercise exit expand expect explain explore export expose extend extract fabricate fail fall favor fetch filter finalize find
finetune finish fit fix flag flatten flush focus follow force forget format free freeze gather generate get give go group guard guess guide
halt handle hardcode hide identify ignore implement import improve include incorporate increase indicate infer influence inform inherit initialize inject inline insert
inspect install instantiate integrate interpolate introduce invent invoke isolate iterate justify keep label lack launch leak learn leave leverage
limit link list load locate lock log loop lower maintain make manage map mark mask match maximize measure mention merge migrate mimic minimize miss mix
mock modify monitor move mutate name neglect normalize note notify obey obtain offer omit open optimize organize output overfit override oversample overwrite own pad
parallelize parse pass patch perform persist pick pin place plan plot populate precompute predict prefer prepare preprocess present preserve prevent print
prioritize process produce profile prohibit promote propagate propose protect prove provide prune publish pull push put quantize query question raise randomize
read rebuild recommend record recover reduce refactor reference refer refuse register regularize reject release reload rely remember remove rename
render reorder reorganize repeat replace report represent reproduce request require reraise resample reserve reset reshape resize resolve respect respond
restart restore restrict restructure resume retain rethrow retrain retry return reuse revert review rewrite rollback rotate round run sample sanitize save scale schedule
scrape search secure seed select send separate serialize serve set share ship show shuffle shut sign silence simplify simulate skip solve sort specify split spread stage
standardize start state stay step stick stop store stratify stream structure stub submit substitute suggest summarize supply support suppress swallow swap switch sync synchronize
tag take target tell terminate test throw toggle touch track train transform translate treat trim truncate trust try tune turn undersample understand undo unfreeze
unscale unwrap update upgrade upload use utilize validate vary verify version violate visualize wait warn watch weight work wrap write zero`

// ambiguous are verbs that are nouns or adjectives as often: after a comma they start no demand of their own unless an article or the like follows.
var ambiguous = setOf(`access address batch benchmark block branch break build bundle cache call change check checkpoint clean clear close commit
complete copy cover cross default design document download draw drop duplicate edit embed empty estimate exercise exit export extract filter finish fit fix flag
focus force format freeze function group guard guide handle hide import include increase index input insert install label launch leak link list load lock log loop lower
map mark mask match measure merge mix mock model monitor move name note notice number offer open optimize output own pad patch pin place plan plot print process produce profile
prompt query question rank record reference release report request resample reset resume return review round run sample save scale schedule score search seed select separate set share
show shuffle sign skip sort split spread stage start state step stop store stream structure stub support swap switch sync tag target test time touch track train transform trim trust tune turn type update upgrade
use validate version warm watch weight work wrap zero`)

// irregular are participles that no rule gives.
var irregular = map[string]string{
	"caught": "catch", "written": "write", "kept": "keep", "left": "leave", "made": "make", "done": "do", "given": "give", "taken": "take",
	"chosen": "choose", "drawn": "draw", "found": "find", "frozen": "freeze", "hidden": "hide", "overwritten": "overwrite", "shown": "show",
	"thrown": "throw", "built": "build", "sent": "send", "held": "hold", "read": "read", "rewritten": "rewrite", "broken": "break", "forgotten": "forget",
	"resumable": "resume", "restartable": "resume", "reproducible": "reproduce", // which are said of what can be done
}

// bases gives the base form of each form of each verb.
var bases = sync.OnceValue(func() map[string]string {
	forms := map[string]string{}
	for _, verb := range strings.Fields(verbs) {
		for _, form := range inflections(verb) {
			forms[form] = verb
		}
	}
	for _, verb := range strings.Fields(verbs) {
		forms[verb] = verb // which comes over what another one makes of it
	}
	for form, verb := range irregular {
		forms[form] = verb
	}
	forms["utilize"] = "use"
	return forms
})

// inflections returns the forms of a verb that end in -s, -ing and -ed.
func inflections(verb string) []string {
	last := verb[len(verb)-1]
	switch {
	case last == 'e':
		stem := verb[:len(verb)-1]
		return []string{verb + "s", stem + "ing", stem + "ed"}
	case last == 'y' && !strings.ContainsRune("aeou", rune(verb[len(verb)-2])):
		return []string{verb[:len(verb)-1] + "ies", verb + "ing", verb[:len(verb)-1] + "ied"}
	case strings.HasSuffix(verb, "ss") || strings.HasSuffix(verb, "sh") || strings.HasSuffix(verb, "ch") || last == 'x':
		return []string{verb + "es", verb + "ing", verb + "ed"}
	}
	forms := []string{verb + "s", verb + "ing", verb + "ed"}
	if n := len(verb); n > 2 && !isVowel(last) && last != 'w' && isVowel(verb[n-2]) && !isVowel(verb[n-3]) {
		forms = append(forms, verb+string(last)+"ing", verb+string(last)+"ed")
	}
	return forms
}

func isVowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// base returns the base form of a verb.
func base(t token) (string, bool) {
	if t.kind != word {
		return "", false
	}
	verb, ok := bases()[t.text]
	return verb, ok
}

// isGerund reports whether a word is a verb that ends in -ing.
func isGerund(t token) bool {
	_, ok := base(t)
	return ok && strings.HasSuffix(t.text, "ing") && len(t.text) > 4
}

// isParticiple reports whether a word is the form of a verb that a passive has.
func isParticiple(t token) bool {
	_, known := base(t)
	return known && (strings.HasSuffix(t.text, "ed") || irregular[t.text] != "" || t.is("set", "split", "fit", "run", "put", "cut", "reset"))
}

// spelled returns tokens with verbs in the spelling that the list has: initialise is initialize, and re-raise is reraise.
func spelled(tokens []token) []token {
	out := tokens[:0]
	for _, t := range tokens {
		if n := len(out) - 1; n >= 0 && t.kind == word && out[n].is("re") && bases()["re"+t.text] != "" {
			out[n].text += t.text
			continue
		}
		for _, ending := range []string{"ise", "ising", "ised"} {
			if stem, ok := strings.CutSuffix(t.text, ending); ok && t.kind == word {
				if other := stem + "iz" + ending[2:]; bases()[other] != "" {
					t.text = other
				}
			}
		}
		out = append(out, t)
	}
	return out
}
