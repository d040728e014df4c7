package settings

import (
	"fmt"
	"strings"
	"testing"
)

// opened reads the settings of /r and returns which files that took, how often.
func opened(files map[string]string) (counts map[string]int, s *Settings, err error) {
	counts = map[string]int{}
	f := finder(files)
	open := f.Open
	f.Open = func(name string) ([]byte, error) {
		counts[name]++
		return open(name)
	}
	s, err = f.For("/r/x.py")
	return counts, s, err
}

// ladder is files each of which extends the next, that many times.
func ladder(n, times int) map[string]string {
	files := map[string]string{"/r/.agentlint.yaml": "extends: [" + strings.Repeat("a1.yaml, ", times) + "]\nignore: design\n"}
	for i := 1; i < n; i++ {
		files[fmt.Sprintf("/r/a%d.yaml", i)] = "exclude: x\n"
		if i < n-1 {
			files[fmt.Sprintf("/r/a%d.yaml", i)] += fmt.Sprintf("extends: [%s]\n", strings.Repeat(fmt.Sprintf("a%d.yaml, ", i+1), times))
		}
	}
	return files
}

// Each file is read once, however many extend it, and counts once.
func TestDiamonds(t *testing.T) {
	counts, s, err := opened(ladder(32, 2))
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range counts {
		if n != 1 {
			t.Errorf("%s is read %d times", name, n)
		}
	}
	if len(s.layers) != 32 {
		t.Errorf("32 files are %d layers", len(s.layers))
	}
}

// Of a file that two others extend, what counts is where it comes over the others.
func TestDiamondOrder(t *testing.T) {
	f := finder(map[string]string{
		"/r/.agentlint.yaml": "extends: [b.yaml, c.yaml]\n",
		"/r/b.yaml":          "extends: d.yaml\nfail-on: error\nrules: {bare-except: note}\noverrides: [{paths: x.py, ignore: seeds}]\n",
		"/r/c.yaml":          "extends: d.yaml\n",
		"/r/d.yaml":          "fail-on: note\nrules: {bare-except: warning}\noverrides: [{paths: x.py, rules: {no-seed: on}}]\n",
	})
	if got := running(t, f, "/r/x.py"); got != "too-complex bare-except=warning no-seed" {
		t.Errorf("what runs is %s", got)
	}
	if s, _ := f.For("/r/x.py"); s.FailOn != "note" {
		t.Errorf("fail-on %s", s.FailOn)
	}
}

// A base that many directories share is read once.
func TestSharedBase(t *testing.T) {
	files, reads := map[string]string{"/r/base.yaml": "ignore: design\n"}, 0
	for i := range 100 {
		files[fmt.Sprintf("/r/d%d/.agentlint.yaml", i)] = "extends: ../base.yaml\n"
	}
	f := finder(files)
	open := f.Open
	f.Open = func(name string) ([]byte, error) {
		if name == "/r/base.yaml" {
			reads++
		}
		return open(name)
	}
	for i := range 100 {
		if got := running(t, f, fmt.Sprintf("/r/d%d/x.py", i)); got != "bare-except no-seed" {
			t.Fatalf("what runs in d%d is %s", i, got)
		}
	}
	if reads != 1 {
		t.Errorf("the base is read %d times", reads)
	}
}

func TestChains(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"32 files", ladder(32, 1), ""},
		{"33 files", ladder(33, 1), "/r/a31.yaml:2:11: can't extend a32.yaml: over 32 files would extend one another in a row"},
		{"a chain that was read before", func() map[string]string {
			files := ladder(32, 1)
			files["/r/.agentlint.yaml"] = "extends: [a1.yaml, b.yaml]\n"
			files["/r/b.yaml"] = "extends: a1.yaml\n"
			return files
		}(), "/r/.agentlint.yaml:1:20: can't extend b.yaml: /r/b.yaml:1:10: can't extend a1.yaml: over 32 files would extend one another in a row"},
		{"a cycle", map[string]string{
			"/r/.agentlint.yaml": "extends: a.yaml\n", "/r/a.yaml": "extends: b.yaml\n", "/r/b.yaml": "extends: a.yaml\n",
		}, "/r/.agentlint.yaml:1:10: can't extend a.yaml: /r/a.yaml:1:10: can't extend b.yaml: /r/b.yaml:1:10: a.yaml extends itself"},
		{"a faulty base of two", map[string]string{
			"/r/.agentlint.yaml": "extends: [a.yaml, b.yaml]\n", "/r/a.yaml": "extends: b.yaml\n", "/r/b.yaml": "selct: x\n",
		}, "/r/.agentlint.yaml:1:19: can't extend b.yaml: see its errors above"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := opened(tt.files)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

// many repeats a text with the number of each repetition, up to 100 kB.
func many(text string) string {
	var out strings.Builder
	for i := 0; out.Len() < 100_000; i++ {
		fmt.Fprintf(&out, text, i)
	}
	return out.String()
}

// Settings that are too much for anybody to have written are refused, with a place.
func TestTooMuch(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"braces", "exclude: ['" + strings.Repeat("{a*,*b,ab*}", 10) + "']\n", ":1:11: \"{a*,*b,ab*}{a*,*b,ab*}"},
		{"braces of an override", "overrides:\n- paths: '" + strings.Repeat("{a*,*b,ab*}", 10) + "'\n", ":2:10: "},
		{"braces of a kind", "kinds:\n  '" + strings.Repeat("{a*,*b,ab*}", 10) + "': skill\n", "it has over 1000 alternatives in braces"},
		{"many braces", "exclude:\n" + many("- '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}%d'\n"), "globs have over 100000 characters"},
		{"globs in overrides", "overrides:\n" + many("- {paths: '*%da*{a,b,c,d,e,f,g}'}\n"), "over 1000 overrides"},
		{"unknown keys", many("k%d: 1\n"), ":101:1: there are more errors than the 100 listed"},
		{"mistyped keys", many("exclud%d: 1\n"), `unknown key "exclud99"; did you mean "exclude"?`},
		{"unknown rules", "rules:\n" + many("  bare-exept%d: off\n"), ":102:3: there are more errors than the 100 listed"},
		{"unknown selectors", "select:\n" + many("- bare-exept%d\n"), "there are more errors than the 100 listed"},
		{"selectors", "select:\n" + strings.Repeat("- bare-except\n", 7000), ":2002:3: over 2000 names of rules and families in one file"},
		{"globs of rules", "select:\n" + many("- '[b]*[^%d]'\n"), "over 2000 names of rules and families in one file"},
		{"a long selector", "select: '" + strings.Repeat("*", 100_000) + "'\n", "names no rule and no family"},
		{"hosts", "hosts:\n" + many("- vscod%d\n"), "there are more errors than the 100 listed"},
		{"kinds", "kinds:\n" + many("  a%d: x\n"), "there are more errors than the 100 listed"},
		{"no glob", "kinds: {'a[': skill}\n", `:1:9: "a[" is not a valid glob: a "[" is never closed, or holds nothing`},
		{"bases", "extends:\n" + many("- a%d.yaml\n"), "there are more errors than the 100 listed"},
		{"nested lists", "select: " + strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000), "/r/.agentlint.yaml:1:"},
		{"nested options", "rules: {too-complex: {max: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}}", "/r/.agentlint.yaml:1:"},
		{"aliases", "a: &a [x,x]\n" + many("a%d: &b [*a,*a]\n"), "unknown key"},
		{"duplicate keys", strings.Repeat("root: true\n", 9000), ":102:1: there are more errors than the 100 listed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := finder(map[string]string{"/r/.agentlint.yaml": tt.text}).Policy("/r/a.py")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %.1000v, want %q", err, tt.want)
			}
			if n := len(err.Error()); n > 150_000 {
				t.Errorf("the error has %d bytes", n)
			}
		})
	}
}

// What one would not write, but is no more than 100 kB, holds.
func TestMuch(t *testing.T) {
	f := finder(map[string]string{"/r/.agentlint.yaml": "exclude:\n" + many("- '*%da*'\n") + "training:\n" + many("- a%d\n") + "kinds:\n" + many("  'b%d/*.md': skill\n")})
	s, err := f.For("/r/x.py")
	if err != nil {
		t.Fatal(err)
	}
	if !s.Excludes("/r/x999a.py") || s.Excludes("/r/x.py") || !s.IsTraining("/r/a999/x.py") || s.KindOf("/r/b99/x.md") != "skill" {
		t.Error("thousands of globs do not say what each says")
	}
}

// A glob that takes long to match by trying does not.
func TestBacktracking(t *testing.T) {
	f := finder(map[string]string{"/r/.agentlint.yaml": "exclude: ['" + strings.Repeat("*a", 1000) + "b', '{a*,*b,ab*}{a*,*b,ab*}{a*,*b,ab*}{a*,*b,ab*}c']\n"})
	s, err := f.For("/r/x.py")
	if err != nil {
		t.Fatal(err)
	}
	if s.Excludes("/r/"+strings.Repeat("a", 2000)) || !s.Excludes("/r/"+strings.Repeat("a", 2000)+"b") || !s.Excludes("/r/aabbabc") {
		t.Error("a glob matches what it should not")
	}
}

func BenchmarkMuch(b *testing.B) {
	texts := map[string]string{
		"globs":     "exclude:\n" + many("- '**/*%da*'\n"),
		"overrides": "overrides:\n" + strings.Repeat("- {paths: '**/*a*', ignore: all}\n", 900),
		"different": "overrides:\n" + strings.ReplaceAll(many("- {paths: '*%d*', ignore: exceptions}\n")[:36_000], "\n\n", ""),
	}
	for name, text := range texts {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				f := finder(map[string]string{"/r/.agentlint.yaml": text[:strings.LastIndex(text, "\n")+1]})
				for i := range 5000 {
					file := fmt.Sprintf("/r/src/package%d/file_%d.py", i/20, i)
					s, err := f.For(file)
					if err != nil {
						b.Fatal(err)
					}
					s.Excludes(file)
					if _, err := f.Policy(file); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
