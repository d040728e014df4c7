package program

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Where only what is found in one file is wanted, the scripts of a large program that don't import it have no story.
func TestScripts(t *testing.T) {
	var files strings.Builder
	files.WriteString("-- lib/model.py --\nclass Net: pass\n-- lib/other.py --\nx = 1\n")
	for i := range maxTold {
		module := "model"
		if i > 0 {
			module = "other"
		}
		fmt.Fprintf(&files, "-- train%d.py --\nimport torch\nfrom lib.%s import *\nfor b in loader:\n  loss(b).backward()\n  opt.step()\n", i, module)
	}
	p := linked(t, files.String())
	if all := p.Scripts(nil); len(all) != maxTold {
		t.Errorf("%d scripts of %d", len(all), maxTold)
	}
	of := p.Scripts(func(path string) bool { return path == "lib/model.py" })
	if want := []string{"train0.py"}; !slices.Equal(of, want) {
		t.Errorf("%v, want %v", of, want)
	}
}
