package inert_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/report/inert/runnertest"
)

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"plain é 日本 😀 ⚠\ufe0f": "plain é 日本 😀 ⚠\ufe0f",
		"\x1b[31m":             `\x1b[31m`,
		"\u009b31m":            `\u009b31m`,
		"a\r\n\tb\x00\x7f":     `a\r\n\tb\x00\x7f`,
		"\u202eevil\u2066":     `\u202eevil\u2066`,
		"ze\u200bro\ufeff":     `ze\u200bro\ufeff`,
		"\u2028\u2029":         `\u2028\u2029`,
		"\U000e0041\ufe01":     `\U000e0041\ufe01`,
		"bad \xff\xc3 bytes":   `bad \xff\xc3 bytes`,
		`a \x1b in the source`: `a \x1b in the source`,
		"##vso[x] a##[y]":      `##vso\x5bx] a##\x5by]`,
		"## [1.0] #[a] ##VSO[": `## [1.0] #[a] ##VSO\x5b`,
		"##teamcity[x] ##a[0]": `##teamcity\x5bx] ##a[0]`,
		"replacement \ufffd":   `replacement \ufffd`,
	} {
		if got := inert.Text(in); got != want {
			t.Errorf("Text(%q) = %s, want %s", in, got, want)
		}
	}
}

// written is text as a writer writes it, given in parts of n bytes.
func written(t *testing.T, wrap func(*bytes.Buffer) *inert.Writer, text string, n int) string {
	t.Helper()
	var out bytes.Buffer
	w := wrap(&out)
	for part := range slices.Chunk([]byte(text), n) {
		if got, err := w.Write(part); got != len(part) || err != nil {
			t.Fatal(got, err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWriter(t *testing.T) {
	for in, want := range map[string]string{
		"a.py:1:1: note: b::c [x]\n":        "a.py:1:1: note: b::c [x]\n",
		"::stop-commands::x.py\n":           ":\\x3astop-commands::x.py\n",
		" \t::error::x\n::error::y":         " \t:\\x3aerror::x\n:\\x3aerror::y",
		":: ::x\n: :x\n:x::y\n":             ":\\x3a ::x\n: :x\n:x::y\n",
		"a\r::error::x":                     `a\r::error::x`,
		"\u00a0\u3000::error::x":            "\u00a0\u3000:\\x3aerror::x",
		"\u2028::error::x \u202e\x1b[0m":    `\u2028::error::x \u202e\x1b[0m`,
		"##[error]x ##vso[a.b]y":            `##\x5berror]x ##vso\x5ba.b]y`,
		"x ###[a] ##x#[a] ## [a] ##xx[1]\n": `x ###\x5ba] ##x#[a] ## [a] ##xx[1]` + "\n",
		"##VSO##vso[a] ##TeamCity[a] ##é[":  `##VSO##vso\x5ba] ##TeamCity\x5ba] ##é[`,
		"##teamcityx[ ##teamcity##[":        `##teamcityx[ ##teamcity##\x5b`,
		"é 日本 ⚠\ufe0f \xff\xc3":             "é 日本 ⚠\ufe0f " + `\xff\xc3`,
	} {
		for n := 1; n <= 4; n++ {
			wrap := func(out *bytes.Buffer) *inert.Writer { return inert.NewWriter(out) }
			got := written(t, wrap, in, n)
			if got != want {
				t.Errorf("%q in parts of %d: %q, want %q", in, n, got, want)
			}
			if again := written(t, wrap, got, n); again != got {
				t.Errorf("%q is written as %q again", got, again)
			}
		}
	}
}

func TestLineWriterKeepsControls(t *testing.T) {
	text := "\x1b[1m::x.py\x1b[0m \xff\u202e\tx\n"
	wrap := func(out *bytes.Buffer) *inert.Writer { return inert.NewLineWriter(out) }
	if got := written(t, wrap, text, 3); got != text {
		t.Errorf("%q, want %q", got, text)
	}
	if got := written(t, wrap, "x\r ::error::y", 3); got != "x\r :\\x3aerror::y" {
		t.Errorf("after a carriage return: %q", got)
	}
}

func TestWriterPassesOnErrors(t *testing.T) {
	if _, err := inert.NewWriter(errWriter{}).Write([]byte("x")); !errors.Is(err, errBroken) {
		t.Errorf("got %v", err)
	}
}

type errWriter struct{}

var errBroken = errors.New("broken pipe")

func (errWriter) Write([]byte) (int, error) { return 0, errBroken }

// attacks are what runners obey, and pieces of it.
var attacks = []string{
	"::error::x", "::stop-commands::x.py:1:1: error", "##[add-mask]x", "##[error]x", "##vso[task.setvariable variable=PATH]x",
	"##VSO[task.complete result=Succeeded;]", "##teamcity[buildStatus text='x']", "\u00a0::error::x", "\v\f::debug::x",
	"\r::error::x", "\u0085::error::x", "\u2028::error::x", "::error file=a,line=1::x", "\ufeff::error::x", "é::error::x",
}

// Nothing that is written is obeyed, however it is cut, and what is no command is left alone.
func FuzzWriter(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack, 1)
		f.Add("a "+attack+"\n "+attack, 3)
		f.Add("#"+attack, 2)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		n = 1 + max(n, -n)%5
		for name, wrap := range map[string]func(*bytes.Buffer) *inert.Writer{
			"writer":      func(out *bytes.Buffer) *inert.Writer { return inert.NewWriter(out) },
			"line writer": func(out *bytes.Buffer) *inert.Writer { return inert.NewLineWriter(out) },
		} {
			got := written(t, wrap, text, n)
			if obeyed := runnertest.Obeyed(got); len(obeyed) > 0 {
				t.Errorf("%s: %q becomes %q, which holds %q", name, text, got, obeyed)
			}
			if whole := written(t, wrap, text, len(text)+1); whole != got {
				t.Errorf("%s: %q in parts of %d gives %q, and whole %q", name, text, n, got, whole)
			}
			isPlain := utf8.ValidString(text) && strings.IndexFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) < 0 && !strings.Contains(text, "�")
			if isPlain && !strings.Contains(text, "::") && !strings.Contains(text, "##") && got != text {
				t.Errorf("%s: %q becomes %q", name, text, got)
			}
		}
	})
}

// JSON means the same with its strings made inert.
func FuzzJSON(f *testing.F) {
	for _, attack := range attacks {
		f.Add(attack)
	}
	f.Add("\u202e\U000e0041\ufe0f\x7f")
	f.Fuzz(func(t *testing.T, text string) {
		encoded, err := json.MarshalIndent(map[string]string{text: text}, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		got := inert.JSON(encoded)
		var before, after any
		if json.Unmarshal(encoded, &before) != nil || json.Unmarshal(got, &after) != nil {
			t.Fatalf("%s is no JSON", got)
		}
		if b, a := before.(map[string]any), after.(map[string]any); len(a) != 1 || a[key(b)] != b[key(b)] {
			t.Errorf("%s means something else than %s", got, encoded)
		}
		if obeyed := runnertest.Obeyed(string(got)); len(obeyed) > 0 {
			t.Errorf("%s holds %q", got, obeyed)
		}
		if i := strings.IndexFunc(string(got), func(r rune) bool { return r != '\n' && r != inert.EmojiStyle && !unicode.IsGraphic(r) }); i >= 0 {
			t.Errorf("%q shows a hidden character at %d", got, i)
		}
	})
}

func key(m map[string]any) string {
	for k := range m {
		return k
	}
	return ""
}

func TestHasCommand(t *testing.T) {
	for line, want := range map[string]bool{
		"x ::error::y": false, "x\r::error::y": true, "x\r\n": false, "x\r ::y\n": true, "##[1, 2]": false, "##[error]x": true,
		"##vso[": true, "# ##[TODO] x": true, "##model[0]": false,
	} {
		if got := inert.HasCommand(line); got != want {
			t.Errorf("HasCommand(%q) = %t", line, got)
		}
	}
}
