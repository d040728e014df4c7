package python

import (
	"runtime"
	"strings"
	"testing"
)

func TestIndentation(t *testing.T) {
	for text, want := range map[string]string{
		"@x": "", "  @x": "  ", "a\n\t@x": "\t", "a\r \f@x": " \f", "a\r\n @x": " ",
		"a; @x": "none", "if a: @x": "none", "a = \\\n @x": "none", "a = \\\r\n\n @x": "none",
	} {
		before, name, _ := strings.Cut(text, "@")
		n := nodeAt(parse(t, before+name), len(before), len(before)+1)
		got, ok := n.Indentation()
		if !n.Exists() || ok == (want == "none") || ok && got != want {
			t.Errorf("the indentation in %q is %q, %v", text, got, ok)
		}
	}
}

// A notebook may be a single line of megabytes, in which thousands of statements are asked for what is before them.
func TestIndentationOnLongLine(t *testing.T) {
	f := parse(t, strings.Repeat("x; ", 100_000)+"y\n")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for n := range f.All(Identifier) {
		n.Indentation()
	}
	runtime.ReadMemStats(&after)
	if taken := after.TotalAlloc - before.TotalAlloc; taken > 10<<20 {
		t.Errorf("it takes %d bytes to ask a hundred thousand times", taken)
	}
}
