package rules

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
)

var releasedName = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+ [a-z0-9-]+$`)

// released returns the names of rules that were in a release, with that release.
func released(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../testdata/rules-released.txt")
	if err != nil {
		t.Fatal(err)
	}
	since := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		release, name, _ := strings.Cut(line, " ")
		if !releasedName.MatchString(line) || since[name] != "" {
			t.Errorf("%q is not a release and a name that is there once", line)
		}
		since[name] = release
	}
	return since
}

// TestReleasedNamesStay holds every name that a rule had in a release: settings, comments and baselines still use it.
func TestReleasedNamesStay(t *testing.T) {
	since := released(t)
	if len(since) == 0 {
		t.Fatal("the list of names is empty")
	}
	for name, release := range since {
		if !slices.ContainsFunc(All, func(r *lint.Rule) bool { return r.IsCalled(name) }) {
			t.Errorf("%s was a rule in %s and is gone; add it to the Aliases of the rule that has taken its place, or bring it back as deprecated", name, release)
		}
	}
}

// TestReleaseIsListed holds the list to the release that is made: when the change log has its date, all names are in the list.
func TestReleaseIsListed(t *testing.T) {
	changes, err := os.ReadFile("../CHANGELOG.md")
	if err != nil {
		t.Fatal(err)
	}
	since := released(t)
	for _, r := range All {
		if strings.Contains(string(changes), "\n## "+r.Since+" ") && since[r.ID] == "" {
			t.Errorf("%s is not in testdata/rules-released.txt, though %s is being released; run make rules-released", r.ID, r.Since)
		}
	}
}

// TestStatus holds what rules say of how far they have come together: no name means two rules, and only what is deprecated has a substitute.
func TestStatus(t *testing.T) {
	rules := map[string]string{}
	for _, r := range All {
		for _, name := range append([]string{r.ID, r.Family}, r.Aliases...) {
			if other := rules[name]; other != "" && name != r.Family {
				t.Errorf("%s is a name of %s and of %s", name, other, r.ID)
			}
			rules[name] = r.ID
		}
		if r.Since == "" {
			t.Errorf("%s does not say which release first has it", r.ID)
		}
		if r.Instead != "" && r.Status != lint.Deprecated {
			t.Errorf("%s has a substitute and is not deprecated", r.ID)
		}
	}
}
