package precision

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	line := func(rule, repository, verdict, date string) string {
		return rule + "\t" + repository + "\tabc\ta.py\t1\t" + verdict + "\t" + date + "\tsaid so\n"
	}
	got, err := Parse(fstest.MapFS{
		"a.tsv": {Data: []byte(line("bare-except", "a/a", Real, "2026-10-31") + line("bare-except", "a/a", Wrong, "2026-11-30"))},
		"b.tsv": {Data: []byte(line("bare-except", "b/b", Shrug, "2026-11-02") + line("no-seed", "b/b", Real, "2026-11-02"))},
	})
	want := map[string]*Figures{
		"bare-except": {Read: 3, Repositories: 2, Real: 1, Shrug: 1, Wrong: 1, Until: "2026-11"},
		"no-seed":     {Read: 1, Repositories: 1, Real: 1, Until: "2026-11"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if got, want := got["bare-except"].String(), "3 reviewed in 2 repositories: 1 real, 1 that nobody would act on, 1 wrong (2026-11)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := got["no-seed"].String(), "1 reviewed in 1 repository: 1 real, 0 wrong (2026-11)"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, bad := range []string{"a\tb\n", line("a", "b", "maybe", "2026-11-30"), line("a", "b", Real, "today")} {
		if _, err := Parse(fstest.MapFS{"a.tsv": {Data: []byte(bad)}}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}

// TestFiles holds that what is kept can be read.
func TestFiles(t *testing.T) {
	if all, err := Parse(files); err != nil || len(all) == 0 {
		t.Errorf("%d rules, %v", len(all), err)
	}
}
