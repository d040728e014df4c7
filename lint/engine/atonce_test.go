package engine_test

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint/discover"
)

// However many cores there are, the scripts of a program are judged alike, and as many of them: each takes so many steps that there are not
// enough for all.
func TestScriptsAtOnce(t *testing.T) {
	lib := "import torch\ndef deep0(x):\n    return x\n"
	for i := range 20 {
		lib += fmt.Sprintf("def deep%d(x):\n    return deep%d(x)\n", i+1, i)
	}
	files := map[string]string{"lib.py": lib}
	var entries []discover.Entry
	for i := range 40 {
		name := fmt.Sprintf("train%02d.py", i)
		text := "import lib\n"
		for j := range 300 * (i % 7) {
			text += fmt.Sprintf("lib.deep20(%d)\n", j)
		}
		files[name] = text + fmt.Sprintf(script, "a")
		entries = append(entries, discover.Entry{Path: name, Abs: "/project/" + name, Explicit: true})
	}
	over := func(cores int) (said []string) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		cfg := config(files, seeds, missing)
		cfg.Files = append(entries, discover.Entry{Path: "lib.py", Abs: "/project/lib.py", Explicit: true})
		result := run(t, cfg)
		for _, n := range result.Notices {
			said = append(said, n.Path+": "+n.Message)
		}
		return append(said, places(result)...)
	}
	one := over(1)
	if first := strings.Join(one[:1], ""); len(one) < 20 || !strings.Contains(first, "steps") {
		t.Errorf("%d findings and notices, the first of which is %q", len(one), first)
	}
	if many := over(8); !reflect.DeepEqual(one, many) {
		t.Errorf("one core says\n%q\neight say\n%q", one, many)
	}
}
