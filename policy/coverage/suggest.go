package coverage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/forbid"
)

// known are things that are forbidden often, as entries of the settings.
var known = []struct {
	words string // phrases, separated by |
	entry forbid.Forbid
}{
	{"print statement|print|debug print|print call", forbid.Forbid{Call: "builtins.print"}},
	{"eval|eval call", forbid.Forbid{Call: "builtins.eval"}},
	{"exec", forbid.Forbid{Call: "builtins.exec"}},
	{"pickle|pickle file", forbid.Forbid{Import: "pickle"}},
	{"hardcoded path|hard coded path|absolute path|hardcoded absolute path|hard coded absolute path|local path|home directory", forbid.Forbid{Literal: "/home/*"}},
	{"os.system", forbid.Forbid{Call: "os.system"}},
	{"breakpoint|pdb|debugger", forbid.Forbid{Call: "builtins.breakpoint"}},
	{"localhost|hardcoded localhost", forbid.Forbid{Literal: "*localhost*"}},
	{"http url|plain http", forbid.Forbid{Literal: "http://*"}},
}

// suggest returns the entry that would enforce what a bullet forbids; nil for none.
func suggest(b *policy.Bullet, demands []bullet.Demand) *forbid.Forbid {
	for i := range demands {
		d := &demands[i]
		if d.Deed == bullet.Avoid && !d.Scoped {
			if f := ofDemand(b, d); f != nil && (f.Path != "" || !isNarrowed(d)) {
				return finish(f, b)
			}
		}
		if d.Deed == bullet.Do {
			for _, q := range d.Qualifiers {
				if q.Preposition == "instead" || q.Preposition == "rather" || q.Preposition == "over" {
					if f := ofCode(b, q.Words, ""); f != nil {
						return finish(f, b)
					}
				}
			}
		}
	}
	return nil
}

// isNarrowed reports whether something is forbidden in a place only that an entry can't name: in a loop.
func isNarrowed(d *bullet.Demand) bool {
	return slices.ContainsFunc(d.Qualifiers, func(q bullet.Qualifier) bool {
		isPlace := q.Preposition == "in" || q.Preposition == "inside" || q.Preposition == "within" || q.Preposition == "during" || q.Preposition == "from"
		return isPlace && !slices.ContainsFunc(q.Words, func(w string) bool { return everywhere[w] })
	})
}

// everywhere are words for all of the code.
var everywhere = setOf(`code production codebase project repository script library module training model package source file commit python`)

func finish(f *forbid.Forbid, b *policy.Bullet) *forbid.Forbid {
	f.Message, f.Bullet = b.Text, b.Text
	return f
}

// ofDemand returns the entry for what is not to be done.
func ofDemand(b *policy.Bullet, d *bullet.Demand) *forbid.Forbid {
	for _, words := range d.Objects {
		if f := ofCode(b, words, d.Verb); f != nil {
			return f
		}
		if d.Verb == "" || usual[d.Verb] {
			for _, k := range known {
				if isAbout(words, k.words) {
					f := k.entry
					return &f
				}
			}
		}
	}
	for _, q := range d.Qualifiers {
		if (q.Preposition == "to" || q.Preposition == "in" || q.Preposition == "under" || q.Preposition == "into") && changes[d.Verb] {
			if f := ofCode(b, q.Words, d.Verb); f != nil && f.Path != "" {
				return f
			}
		}
	}
	return nil
}

// usual are verbs of what is in code.
var usual = setOf(`use add leave write call import commit hardcode introduce include rely allow have keep employ put run invoke execute apply set pass`)

// changes are verbs of what is done to files.
var changes = setOf(`write modify edit change delete remove overwrite touch save store move rename update create`)

// ofCode returns the entry for code that a bullet names between backticks, if the words have it.
func ofCode(b *policy.Bullet, words []string, verb string) *forbid.Forbid {
	for _, code := range b.Code() {
		bare := strings.TrimRight(code, ":.,;")
		if before, _, isCall := strings.Cut(bare, "("); isCall {
			bare = before
		}
		if !slices.Contains(words, strings.ToLower(bare)) && !slices.Contains(words, strings.ToLower(code)) {
			continue
		}
		isPath := slices.Contains(b.Paths(), code)
		name, value, isValue := strings.Cut(code, "=")
		switch {
		case isPath && changes[verb]:
			return &forbid.Forbid{Path: inside(code), Access: forbid.Write}
		case isPath && (verb == "read" || verb == "open" || verb == "load"):
			return &forbid.Forbid{Path: inside(code), Access: forbid.Read}
		case isPath || verb != "" && !usual[verb]:
			continue
		case isValue && isName(name) && value != "" && !strings.ContainsAny(value, " ="):
			return &forbid.Forbid{Argument: code}
		case strings.HasPrefix(code, "@") && isName(code[1:]):
			return &forbid.Forbid{Decorator: code[1:]}
		case verb == "import" && isName(code):
			return &forbid.Forbid{Import: code}
		case isName(bare) && (strings.HasSuffix(code, ")") || strings.Contains(bare, ".")):
			return &forbid.Forbid{Call: qualified(bare)}
		case strings.Contains(code, " ") && commands[strings.Fields(code)[0]]:
			return &forbid.Forbid{Call: code}
		}
	}
	return nil
}

// inside returns the glob of a path, with all in it if it is a folder.
func inside(path string) string {
	if strings.HasSuffix(path, "/") {
		return path + "**"
	}
	return path
}

// abbreviations are the usual names of modules.
var abbreviations = map[string]string{"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot", "tf": "tensorflow", "F": "torch.nn.functional", "nn": "torch.nn", "sns": "seaborn", "df": "pandas.DataFrame", "pl": "polars"}

// qualified returns the qualified name of what a bullet calls pd.concat or print.
func qualified(name string) string {
	first, rest, found := strings.Cut(name, ".")
	if !found {
		return "builtins." + name
	}
	if module, ok := abbreviations[first]; ok {
		return module + "." + rest
	}
	return name
}

// commands are those that definitions name.
var commands = setOf(`git rm pip pip3 uv conda npm npx yarn pnpm docker kubectl terraform make sudo curl wget python python3 chmod dvc aws gcloud az gh`)

func isName(text string) bool {
	if text == "" {
		return false
	}
	for i, c := range text {
		if c != '_' && c != '.' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return !strings.HasPrefix(text, ".") && !strings.HasSuffix(text, ".")
}
