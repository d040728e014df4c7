package python

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestMutationsAgree compares on small pieces of the files under AGENTLINT_PYTHON_FILES that have been torn apart and
// put together wrongly, and on made-up sentences, AGENTLINT_PYTHON_MUTATIONS in all: with files that people wrote, few
// errors and few of the stranger ambiguities come up.
func TestMutationsAgree(t *testing.T) {
	dir := os.Getenv("AGENTLINT_PYTHON_FILES")
	n, _ := strconv.Atoi(os.Getenv("AGENTLINT_PYTHON_MUTATIONS"))
	if dir == "" || n == 0 {
		t.Skip("AGENTLINT_PYTHON_FILES or AGENTLINT_PYTHON_MUTATIONS is not set")
	}
	seed, _ := strconv.ParseUint(os.Getenv("AGENTLINT_PYTHON_SEED"), 10, 64)
	m := mutator{Rand: rand.New(rand.NewPCG(1, seed)), pieces: pieces(t, filepath.SplitList(dir))}
	o := newOracle(t)
	for range n {
		text := m.mutate()
		if o.check(strconv.Quote(text), []byte(text)); o.differ > 20 {
			break
		}
	}
	t.Log(o)
}

// pieces returns the paragraphs of files.
func pieces(t *testing.T, dirs []string) (all []string) {
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".py") {
				return err
			}
			text, err := os.ReadFile(path)
			for piece := range strings.SplitSeq(string(text), "\n\n") {
				if 2 < len(piece) && len(piece) < 600 {
					all = append(all, piece+"\n")
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all
}

type mutator struct {
	*rand.Rand

	pieces []string
}

// spice is what the grammar's conflicts and the scanner's special cases are made of.
var spice = strings.Fields(`* ** ( ) [ ] { } , : = := . ; @ -> \ \n # ' " """ f" f' { } rb' print exec match case type async await
	lambda with as for in if else not is _ yield from import except except* 0 1.5 ... x a.b a[0] f(x) *a **k != <> ~ - !r`)

// soup is a few tokens of the kinds that meet in the grammar's conflicts.
func (m mutator) soup() string {
	const tokens = "* * ** ( ( ) ) [ ] { } , , = : . A A A 0 A.A A[0] A(A) *A *A.A ,*A (A,A) 'A' f'{A}' for in if not lambda print match with as := \n"
	alphabet := strings.Split(tokens, " ")
	var b strings.Builder
	for range 2 + m.IntN(10) {
		b.WriteString(strings.ReplaceAll(alphabet[m.IntN(len(alphabet))], `\n`, "\n"))
		b.WriteString([]string{"", " "}[m.IntN(2)])
	}
	return b.String()
}

// productions are what S, a statement, L, a list, and E, an expression, may be: ambiguous and mostly without an error.
var productions = map[rune][]string{
	'S': {"L", "L = L", "L = L = L", "L += L", "L: E = L", "for L in L: S", "with L: pass", "with L as L: pass", "print L", "print (L), L", "print (L) % E",
		"print (L).a", "print >>E, L", "exec L", "del L", "return L", "assert L", "match L:\n  case L: pass", "@E\ndef f(a=E, *b): pass", "class A(L): pass",
		"type A = E", "(L).a = L", "[L][0] = L"},
	'L': {"E", "E", "E", "E,", "E, L"},
	'E': {"a", "0", "'s'", "print", "match", "E.a", "E.a", "E[L]", "E[L]", "E(L)", "(L)", "[L]", "{L}", "*E", "*E", "* E", "**E", "-E", "not E", "await E", "E + E",
		"E * E", "E in E", "E is E", "E if E else E", "E = E", "E := E", "E as E", "E: E", "E for L in E", "lambda: E", "lambda a, *b: E", "f'{L}'", "(yield L)"},
}

// sentence writes out a statement, down to names at a depth.
func (m mutator) sentence(symbol rune, depth int) string {
	if depth == 0 {
		return []string{"a", "a", "*a"}[m.IntN(3)]
	}
	choices := productions[symbol]
	var b strings.Builder
	for _, c := range choices[m.IntN(len(choices))] {
		if productions[c] != nil {
			b.WriteString(m.sentence(c, depth-1))
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

func (m mutator) mutate() string {
	switch m.IntN(4) {
	case 0:
		return m.soup()
	case 1:
		return m.sentence('S', 2+m.IntN(5)) + "\n"
	}
	text := m.pieces[m.IntN(len(m.pieces))]
	parts := split(text)
	for range 1 + m.IntN(3) {
		i := m.IntN(len(parts))
		switch m.IntN(5) {
		case 0: // delete
			parts[i] = ""
		case 1: // repeat
			parts[i] += parts[i]
		case 2: // swap
			j := m.IntN(len(parts))
			parts[i], parts[j] = parts[j], parts[i]
		case 3: // insert
			parts[i] += strings.ReplaceAll(spice[m.IntN(len(spice))], `\n`, "\n")
		case 4: // splice
			other := split(m.pieces[m.IntN(len(m.pieces))])
			j := m.IntN(len(other))
			parts[i] = strings.Join(other[j:min(len(other), j+1+m.IntN(6))], "")
		}
	}
	return strings.Join(parts, "")
}

// split cuts a text between words, blanks and single other characters.
func split(text string) (parts []string) {
	class := func(c byte) int {
		switch {
		case c == ' ' || c == '\t':
			return 1
		case c >= 0x80 || c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z':
			return 2
		}
		return 0
	}
	start := 0
	for i := 1; i <= len(text); i++ {
		if i == len(text) || class(text[i]) != class(text[i-1]) || class(text[i]) == 0 {
			parts = append(parts, text[start:i])
			start = i
		}
	}
	return parts
}
