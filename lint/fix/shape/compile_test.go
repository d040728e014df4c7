package shape

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
)

// An attempt is an edit of a program.
type attempt struct {
	Before, After string
	First, Last   int // lines of Before that the edit is on, 1-based
	edit          lint.Edit
}

// verdicts asks CPython what it thinks of edits: "" if the program still compiles and the statements of the module on other
// lines are what they were. The exceptions of an except clause need no parentheses since 3.14.
func verdicts(t *testing.T, all []attempt) (out []string) {
	t.Helper()
	const script = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def start(s): return min([s.lineno] + [d.lineno for d in getattr(s, "decorator_list", [])])
def end(s, lines):  # comments after a block may be in it
    last = s.end_lineno
    while hasattr(s, "body") and last < len(lines) and lines[last].strip()[:1] in ("", "#"):
        last += 1
    return last
def verdict(a):
    lines = a["Before"].split("\n")
    try:
        compile(a["After"], "a.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        after = iter([ast.dump(s) for s in ast.parse(a["After"]).body])
        for s in ast.parse(a["Before"]).body:
            if (end(s, lines) < a["First"] or start(s) > a["Last"]) and ast.dump(s) not in after:
                return "changes line %d" % s.lineno
    except (SyntaxError, ValueError) as e:
        return "" if "multiple exception types must be parenthesized" in str(e) else str(e)
    return ""
print(json.dumps([verdict(a) for a in json.load(sys.stdin)]))`
	in, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("python3", "-c", script)
	cmd.Stdin, cmd.Stderr = strings.NewReader(string(in)), os.Stderr
	answer, err := cmd.Output()
	if err != nil {
		t.Skipf("no python3 to ask: %v", err)
	}
	if err := json.Unmarshal(answer, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// programs are the fixtures of the rules that CPython compiles. What is inside an f-string is not looked at as CPython does.
func programs(t *testing.T) (all []string) {
	t.Helper()
	names, err := filepath.Glob("../../../rules/*/*/testdata/*.py")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d fixtures, %v", len(names), err)
	}
	var attempts []attempt
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if len(text) < 1500 && !strings.Contains(string(text), `f"`) && !strings.Contains(string(text), `f'`) {
			attempts = append(attempts, attempt{Before: string(text), After: string(text)})
		}
	}
	for i, verdict := range verdicts(t, attempts) {
		if verdict == "" {
			all = append(all, attempts[i].Before)
		}
	}
	return all
}

// TestMutations edits programs at random: what is let through compiles, and changes nothing else.
func TestMutations(t *testing.T) {
	texts := programs(t)
	random, c := rand.New(rand.NewPCG(1, 3)), NewChecker()
	var accepted []attempt
	for range 2000 {
		text, other := texts[random.IntN(len(texts))], texts[random.IntN(len(texts))]
		e := lint.Edit{Start: random.IntN(len(text))}
		e.End = min(len(text), e.Start+[]int{0, 0, 1, 4, 12, 40}[random.IntN(6)])
		from := random.IntN(len(other))
		e.New = other[from:min(len(other), from+[]int{0, 1, 3, 8, 30, 60}[random.IntN(6)])]
		a := attempt{text, text[:e.Start] + e.New + text[e.End:], 1 + strings.Count(text[:e.Start], "\n"), 1 + strings.Count(text[:e.End], "\n"), e}
		if c.Changed(File{Path: "a.py", Text: []byte(text), Edits: []lint.Edit{e}}, []byte(a.After)) == "" {
			accepted = append(accepted, a)
		}
	}
	if len(accepted) < 400 {
		t.Errorf("only %d edits were let through", len(accepted))
	}
	for i, verdict := range verdicts(t, accepted) {
		if a := accepted[i]; verdict != "" {
			t.Errorf("%d to %d replaced by %q was let through: %s\n%s", a.edit.Start, a.edit.End, a.edit.New, verdict, a.After)
		}
	}
}

// TestFaults checks that no program which CPython compiles has a fault.
func TestFaults(t *testing.T) {
	c := NewChecker()
	for _, text := range programs(t) {
		if r, ok := c.readPython([]byte(text)); !ok || r.faults > 0 {
			t.Errorf("%d faults in\n%s", r.faults, text)
		}
	}
}
