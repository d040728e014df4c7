package python

import "testing"

func TestLineEnd(t *testing.T) {
	for code, want := range map[string]string{
		"":                 "\n",
		"x = 1":            "\n",
		"x = 1\ny\r\n":     "\n",
		"x = 1\r\ny = 2":   "\r\n",
		"x = 1\ry = 2\r":   "\r",
		"x = '''\r\n'''":   "\r\n",
		"# é\nx = '\\r'\n": "\n",
	} {
		if got := parse(t, code).LineEnd(); got != want {
			t.Errorf("%q: the lines end in %q, want %q", code, got, want)
		}
	}
}

func TestIsPython2(t *testing.T) {
	for code, want := range map[string]bool{
		"print 1\n":                       true,
		"print(1)\n":                      false,
		"print (1)\n":                     false,
		"exec 'x'\n":                      true,
		"exec('x')\n":                     false,
		"try: x\nexcept A, e: y\n":        true,
		"try: x\nexcept A as e: y\n":      false,
		"try: x\nexcept (A, B) as e: y\n": false,
		"try: x\nexcept (A, B): y\n":      false,
		"try: x\nexcept: y\n":             false,
		"try: x\nexcept* A: y\n":          false,
	} {
		f := parse(t, code)
		for range 2 { // the answer is kept
			if got := f.IsPython2(); got != want {
				t.Errorf("%q: is it Python 2? %t, want %t", code, got, want)
			}
		}
	}
}
