package gate

import "testing"

func TestLies(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		want          bool
	}{
		{"data/", "data/a/b.csv", true}, {"data/**", "data/a/b.csv", true}, {"data", "data/a.csv", true}, {"data/", "src/data/a.csv", true},
		{"data/", "database.py", false}, {"*.lock", "a/uv.lock", true}, {"src/*.py", "src/a.py", true}, {"src/*.py", "src/a/b.py", false},
		{"./eval/set.json", "eval/set.json", true}, {"/", "a.py", false}, {"", "a.py", false}, {"[", "a.py", false},
	} {
		if got := lies(c.pattern, c.path); got != c.want {
			t.Errorf("lies(%q, %q) = %v", c.pattern, c.path, got)
		}
	}
}
