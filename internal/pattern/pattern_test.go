package pattern

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var expressions = []string{
	``, `a`, `^`, `$`, `^$`, `\b`, `\B`, `(?m)^x`, `(?m)x$`, `\Ax\z`, `(?i)k`, `(?i)straße`, `[^a-z]`, `.`, `(?s).`, `\d+`,
	`(?i)(^|_)train(_|$)|^[xy]_?train`,
	`(?i)optim|(^|[^a-z])opt([^a-z]|$)|^(sgd|adamw?)$`,
	`^sklearn\..*\.(\w*SearchCV|RidgeCV)\(\)$`,
	`(?m)^# /// [a-zA-Z0-9-]+[ \t]*\r?$`,
	`\b(?:curl|wget)\b[^;&]*\|\s*(?:sudo\s+)?(?:sh|bash)\b`,
	`(a|b)*a(a|b){12}`, // more states than there may be
	`(?i)s`, `[^a-z]{3}`, `^.{2}$`, `\pL+`, `x{2,5}?y`, `(?:)`, `[[:word:]]+@`, `(?U)a+b`, `\x{10FFFF}`, `(^a|b$)`, `a\b.`, `\n\b`,
	`x(?:ab)+`, `(?:ab){2}`, `(?:ab){0,2}x`, `(?i)ab\.x`, `\x{fffd}`, // some of which need a literal
}

var texts = []string{
	"", "a", "k", "K", "\u212a", "x_train", "trainer", "opt", "self.opt_g", "sklearn.model_selection.GridSearchCV()",
	"# /// script\r\nx\n", "curl x | sudo bash", "\n", "\nx\n", "ab\nx", "x\n", "é", "xé", "\xff", "a\xff", "straße", "STRASSE",
	"xxy", "xxxxxxy", "a b", "_", "\x7f", strings.Repeat("ab", 40), "user@host",
	"\u017f", "éé", "é\u017f", "日本語",
}

func TestAgreesWithRegexp(t *testing.T) {
	for _, expr := range expressions {
		p, want := New(expr), regexp.MustCompile(expr)
		for range 2 { // the second time, all states are there
			for _, text := range texts {
				if got := p.MatchString(text); got != want.MatchString(text) {
					t.Errorf("%q matches %q: %t", expr, text, got)
				}
			}
		}
	}
}

func TestFind(t *testing.T) {
	p := New(`(b)+`)
	if got := p.FindStringSubmatch("abba"); !slices.Equal(got, []string{"bb", "b"}) {
		t.Errorf("found %q in abba", got)
	}
	if got := p.FindAllIndex([]byte("abba"), -1); !slices.EqualFunc(got, [][]int{{1, 3}}, slices.Equal) {
		t.Errorf("found %v in abba", got)
	}
	if got := p.FindAllIndex([]byte("aaa"), -1); got != nil {
		t.Errorf("found %v in aaa", got)
	}
	if got := p.ReplaceAllString("abc", "x"); got != "axc" {
		t.Errorf("made %q of abc", got)
	}
}

func TestFaultyExpressionPanics(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	New(`(`).MatchString("x")
}

func FuzzAgreesWithRegexp(f *testing.F) {
	for _, expr := range expressions {
		f.Add(expr, "ab x_train\n")
	}
	f.Fuzz(func(t *testing.T, expr, text string) {
		want, err := regexp.Compile(expr)
		if err != nil || len(expr) > 200 {
			t.Skip()
		}
		if got := New(expr).MatchString(text); got != want.MatchString(text) {
			t.Errorf("%q matches %q: %t", expr, text, got)
		}
	})
}

func BenchmarkMatchString(b *testing.B) {
	expr := `(?i)optim|(^|[^a-z])opt([^a-z]|$)|^(sgd|adamw?)$`
	const text = "self.lr_scheduler.last_epoch"
	b.Run("pattern", func(b *testing.B) {
		p := New(expr)
		for b.Loop() {
			p.MatchString(text)
		}
	})
	b.Run("regexp", func(b *testing.B) {
		p := regexp.MustCompile(expr)
		for b.Loop() {
			p.MatchString(text)
		}
	})
	b.Run("first use", func(b *testing.B) {
		for b.Loop() {
			New(expr).MatchString(text)
		}
	})
}
