package engine_test

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint/profile"
)

// Each file is parsed once, however much there is, and what was taken from it says the same after it was packed.
func TestParsedOnce(t *testing.T) {
	const each = 3 << 20 // bytes; more than are held as they are, together
	files := map[string]string{}
	for _, name := range []string{"a", "b", "c"} {
		files[name+".py"] = "import torch\n" + strings.Repeat("# "+strings.Repeat("-", 100)+"\n", each/100) + "f()\n"
	}
	cfg := config(files, calls, missing)
	cfg.Profile = profile.New()
	if result := run(t, cfg); len(result.Findings) != 6 {
		t.Errorf("%d findings: %v", len(result.Findings), result.Notices)
	}
	for _, cost := range cfg.Profile.Costs() {
		if cost.Stage == profile.Parsing && cost.Name == "" && cost.Calls != len(files) {
			t.Errorf("%d files were parsed %d times", len(files), cost.Calls)
		}
	}
}
