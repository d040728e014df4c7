package baseline

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

func key(rule, path, fingerprint string) Key { return Key{rule, path, fingerprint} }

func TestTake(t *testing.T) {
	a, b, c := key("r", "a.py", "1"), key("r", "b.py", "1"), key("r", "c.py", "1")
	tests := []struct {
		name  string
		have  Baseline
		found []Key
		gone  string
		known []bool
		rest  Baseline
	}{
		{"nothing accepted", nil, []Key{a}, "", []bool{false}, nil},
		{"accepted", Baseline{a: 1}, []Key{a}, "", []bool{true}, Baseline{}},
		{"beyond the count", Baseline{a: 2}, []Key{a, a, a}, "", []bool{true, true, false}, Baseline{}},
		{"below the count", Baseline{a: 3}, []Key{a}, "", []bool{true}, Baseline{a: 2}},
		{"in another file", Baseline{a: 1}, []Key{b}, "", []bool{false}, Baseline{a: 1}},
		{"renamed", Baseline{a: 2}, []Key{b, b, b}, "a.py", []bool{true, true, false}, Baseline{}},
		{"renamed and changed", Baseline{a: 1}, []Key{key("r", "b.py", "2")}, "a.py", []bool{false}, Baseline{a: 1}},
		{"renamed, another rule", Baseline{a: 1}, []Key{key("s", "b.py", "1")}, "a.py", []bool{false}, Baseline{a: 1}},
		{"one gone file for two", Baseline{a: 1}, []Key{b, c}, "a.py", []bool{true, false}, Baseline{}},
		{"own entries first", Baseline{a: 1, b: 1}, []Key{b, b}, "a.py", []bool{true, true}, Baseline{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := len(test.have)
			known, rest := test.have.Take(test.found, func(path string) bool { return path == test.gone })
			if diff := cmp.Diff(test.known, known); diff != "" {
				t.Errorf("known (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.rest, rest); diff != "" {
				t.Errorf("rest (-want +got):\n%s", diff)
			}
			if len(test.have) != before {
				t.Error("the baseline itself was changed")
			}
		})
	}
}

func TestJSON(t *testing.T) {
	b := Of([]Key{key("s", "b.py", "1"), key("r", "b.py", "2"), key("r", "b.py", "1"), key("z", "a <&>\n\"é.py", "9"), key("s", "b.py", "1")})
	want := `{"schema":1,"findings":[
{"rule":"z","path":"a \u003c\u0026\u003e\n\"é.py","fingerprint":"9","count":1},
{"rule":"r","path":"b.py","fingerprint":"1","count":1},
{"rule":"r","path":"b.py","fingerprint":"2","count":1},
{"rule":"s","path":"b.py","fingerprint":"1","count":2}
]}
`
	if diff := cmp.Diff(want, string(b.JSON())); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	back, err := Parse("x", b.JSON())
	if diff := cmp.Diff(b, back); err != nil || diff != "" {
		t.Errorf("read back: %v (-want +got):\n%s", err, diff)
	}
	if b.Size() != 5 {
		t.Errorf("size %d, want 5", b.Size())
	}
}

func TestParseErrors(t *testing.T) {
	entry := `{"rule":"r","path":"a.py","fingerprint":"1","count":1}`
	tests := []struct{ name, text, want string }{
		{"empty", ``, `b.json:1:1: `},
		{"cut off", "{\"schema\":1,\"findings\":[\n" + entry, `b.json:2:`},
		{"merge conflict", "{\"schema\":1,\"findings\":[\n<<<<<<< HEAD\n" + entry + "\n]}", `b.json:2:1: `},
		{"no object", `[]`, `b.json:1:1: the baseline is of type list; want map`},
		{"no schema", `{"findings":[]}`, `b.json:1:1: there is no "schema"`},
		{"newer schema", `{"schema":2,"findings":{}}`, `b.json:1:11: schema 2 is not supported by this version of agentlint; use 1`},
		{"no findings", `{"schema":1}`, `b.json:1:1: there is no "findings"`},
		{"no list", `{"schema":1,"findings":{}}`, `b.json:1:24: "findings" is of type map; want list`},
		{"no entry", "{\"schema\":1,\"findings\":[\n1]}", `b.json:2:1: an entry is of type int; want map`},
		{"no path", `{"schema":1,"findings":[` + strings.Replace(entry, "path", "Path", 1) + `]}`, `b.json:1:25: there is no "path"`},
		{"path no string", `{"schema":1,"findings":[` + strings.Replace(entry, `"a.py"`, "7", 1) + `]}`, `b.json:1:44: "path" is of type int; want string`},
		{"count 0", `{"schema":1,"findings":[` + strings.Replace(entry, ":1}", ":0}", 1) + `]}`, `the count is 0; it must be 1 or more`},
		{"huge count", `{"schema":1,"findings":[` + strings.Replace(entry, ":1}", ":99999999999999999999}", 1) + `]}`, `"count" is out of range`},
		{"twice", "{\"schema\":1,\"findings\":[\n" + entry + ",\n" + entry + "]}", `b.json:3:1: the same entry appears a second time; keep one`},
		{"key twice", `{"schema":1,"schema":1,"findings":[]}`, `b.json:1:13: key "schema" is set twice`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b, err := Parse("b.json", []byte(test.text))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "b.json:") {
				t.Errorf("error %v, want %s", err, test.want)
			}
			if b != nil {
				t.Errorf("a baseline came of it: %v", b)
			}
		})
	}
}

// mark stands before each place that has a finding.
const mark = "§"

// keysIn returns the keys of findings at the marks in a text, each up to the end of its word.
func keysIn(path, rule, text string) []Key {
	var findings []lint.Finding
	src := source.New(path, []byte(strings.ReplaceAll(text, mark, "")))
	at := 0
	for i, part := range strings.Split(text, mark) {
		if i > 0 {
			end := at + len(part)
			if blank := strings.IndexAny(part, " \r\n"); blank >= 0 {
				end = at + blank
			}
			findings = append(findings, lint.Finding{Rule: &lint.Rule{ID: rule}, Path: path, Start: src.Position(at), End: src.Position(end)})
		}
		at += len(part)
	}
	return KeysOf(findings, func(string) *source.File { return src })
}

func TestFingerprint(t *testing.T) {
	long := strings.Repeat(`"x", `, 400)
	tests := []struct {
		name, path, before, after string
		isSame                    bool
	}{
		{"lines above", "a.py", "§x = 1\n", "import os\n\n§x = 1\n", true},
		{"lines below", "a.py", "§x = 1\n", "§x = 1\ny = 2\n", true},
		{"another line", "a.py", "§x = 1\n", "§x = 2\n", false},
		{"indented", "a.py", "def f():\n  §x = 1\n", "def f():\n    if y:\n\t§x  =  1\n", true},
		{"line ends", "a.py", "def f():\n  §x = 1\n", "def f():\r\n  §x = 1\r\n", true},
		{"byte order mark", "a.py", "§x = 1\n", source.BOM + "§x = 1\n", true},
		{"parameters of the function", "a.py", "def f(a):\n  §x = 1\n", "def f(a, b=2):\n  §x = 1\n", true},
		{"another function", "a.py", "def f():\n  §x = 1\n", "def g():\n  §x = 1\n", false},
		{"into a function", "a.py", "§x = 1\n", "async def g():\n  §x = 1\n", false},
		{"after a function", "a.py", "def f():\n  pass\n§x = 1\n", "§x = 1\n", true},
		{"another class", "a.py", "class A:\n  §x = 1\n", "class B:\n  §x = 1\n", false},
		{"another key", "a.yaml", "train:\n  §lr: 1\n", "test:\n  §lr: 1\n", false},
		{"keys beside it", "a.yaml", "train:\n  §lr: 1\n", "seed: 1\ntrain:\n  steps: 2\n  §lr: 1\n", true},
		{"another table", "a.toml", "[train]\n§lr = 1\n", "[test]\n§lr = 1\n", false},
		{"keys of the table", "a.toml", "[train]\n§lr = 1\n", "seed = 1\n[train]\nsteps = 2\n§lr = 1\n", true},
		{"another object", "a.json", "{\n  \"a\": {\n    §\"b\": 1\n  }\n}", "{\n  \"c\": {\n    §\"b\": 1\n  }\n}", false},
		{"another section", "a.md", "# A\n§text\n", "# B\n§text\n", false},
		{"section elsewhere", "a.md", "# A\n§text\n", "# B\n\n# A\nmore\n\n§text\n", true},
		{"comment in a fence", "a.md", "# A\n```\n# x\n```\n§text\n", "# A\n```\n# y\n```\n§text\n", true},
		{"frontmatter", "a.md", "---\nhooks:\n  §on: 1\n---\n", "---\nname: x\nhooks:\n  §on: 1\n---\n# A\n", true},
		{"another key of frontmatter", "a.md", "---\nhooks:\n  §on: 1\n---\n", "---\nname:\n  §on: 1\n---\n", false},
		{"data on one line", "a.ipynb", "[" + long + "§\"bad\" ]", "[" + long + long + "§\"bad\" ]", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before, after := keysIn(test.path, "r", test.before), keysIn(test.path, "r", test.after)
			if isSame := cmp.Equal(before, after); isSame != test.isSame {
				t.Errorf("same: %t, want %t", isSame, test.isSame)
			}
		})
	}
}

func TestFingerprintTellsRulesApart(t *testing.T) {
	if a, b := keysIn("a.py", "r", "§x"), keysIn("a.py", "s", "§x"); a[0].Fingerprint == b[0].Fingerprint {
		t.Error("two rules have one fingerprint")
	}
}

func TestFingerprintOfLoopStaysWhenItsBodyChanges(t *testing.T) {
	loop := func(last string) Key {
		src := source.New("a.py", []byte("for x in y:\n"+strings.Repeat("    f(x)\n", 9)+last))
		f := lint.Finding{Rule: &lint.Rule{ID: "r"}, Path: "a.py", Start: src.Position(0), End: src.Position(len(src.Text))}
		return KeysOf([]lint.Finding{f}, func(string) *source.File { return src })[0]
	}
	if loop("    g(x)\n") != loop("    h(x)\n") {
		t.Error("an edit far down makes it another finding")
	}
}

func TestKeysOfFileThatIsGone(t *testing.T) {
	f := lint.Finding{Rule: &lint.Rule{ID: "r"}, Path: "a.py", Start: source.Position{Line: 9, Column: 1, Offset: 99}}
	for _, src := range []*source.File{nil, source.New("a.py", []byte("x"))} {
		got := KeysOf([]lint.Finding{f}, func(string) *source.File { return src })
		if diff := cmp.Diff([]Key{{Rule: "r", Path: "a.py"}}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Whatever Parse takes, it writes so that it reads the same again.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"schema":1,"findings":[{"rule":"r","path":"a.py","fingerprint":"1","count":1}]}`))
	f.Add([]byte(`{"schema":1,"findings":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Parse("b.json", data)
		if err != nil {
			return
		}
		first := b.JSON()
		again, err := Parse("b.json", first)
		if err != nil || !bytes.Equal(first, again.JSON()) {
			t.Errorf("%s\nreads as %v, %v", first, again, err)
		}
	})
}

// Blank lines above a finding never make it another one.
func FuzzFingerprint(f *testing.F) {
	f.Add("def f():\n  x\n", 11, 2)
	f.Add("---\na: b\n---\n# A\ntext", 15, 0)
	f.Add(source.BOM+"\r\r\n[x]", 5, 1)
	f.Fuzz(func(t *testing.T, text string, at, kind int) {
		name := []string{"a.md", "a.yaml", "a.py", "a.toml", "a.ipynb"}[uint(kind)%5]
		keyIn := func(text string, at int) Key {
			src := source.New(name, []byte(text))
			p := src.Position(at)
			found := lint.Finding{Rule: &lint.Rule{ID: "r"}, Path: name, Start: p, End: p}
			return KeysOf([]lint.Finding{found}, func(string) *source.File { return src })[0]
		}
		src := source.New(name, []byte(text))
		at = max(0, min(at, len(src.Text)))
		if src.Encoding != source.UTF8 || bytes.Contains(src.Text, []byte(source.BOM)) {
			return
		}
		if before, after := keyIn(text, at), keyIn("\n\n"+text, at+2); before != after {
			t.Errorf("%q at %d is %v, and with blank lines above %v", text, at, before, after)
		}
	})
}
