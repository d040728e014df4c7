package settings

import "testing"

func TestIncludes(t *testing.T) {
	f := finder(map[string]string{
		"/r/base.yaml":       "include: dist/a.py",
		"/r/.agentlint.yaml": "extends: base.yaml\ninclude: [vendor/ours/, ./data]",
	})
	s, err := f.For("/r/x.py")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		path  string
		isDir bool
		want  bool
	}{
		{"/r/vendor/ours/a/b.py", false, true},
		{"/r/vendor/ours", true, true},
		{"/r/vendor", true, true}, // leads there
		{"/r/vendor", false, false},
		{"/r/vendor/oursome", true, false},
		{"/r/vendor/theirs", true, false},
		{"/r/dist/a.py", false, true},
		{"/r/dist/b.py", false, false},
		{"/r/data/x.py", false, true},
		{"/r", true, true},
		{"/elsewhere/vendor/ours", true, false},
	} {
		if got := s.Includes(test.path, test.isDir); got != test.want {
			t.Errorf("%s: %t", test.path, got)
		}
	}
}
