package rules

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/linttest"
	"github.com/agentlint/agentlint/lint"
)

func folder(r *lint.Rule) string {
	return filepath.Join(r.Family, strings.ReplaceAll(r.ID, "-", ""))
}

// TestRules runs every rule over the fixtures in its folder and the examples on its page.
func TestRules(t *testing.T) {
	for _, rule := range All {
		t.Run(rule.ID, func(t *testing.T) { linttest.Run(t, rule, folder(rule), All...) })
	}
}

// TestMetadata holds every rule to the shape that users rely on.
func TestMetadata(t *testing.T) {
	kebab := regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	seen := map[string]bool{}
	for _, rule := range All {
		t.Run(rule.ID, func(t *testing.T) {
			if !kebab.MatchString(rule.ID) || seen[rule.ID] {
				t.Errorf("the ID %q is not in kebab case or not the only one", rule.ID)
			}
			seen[rule.ID] = true
			if rule.Severity.Rank() == 0 {
				t.Errorf("the severity %q is none", rule.Severity)
			}
			if !strings.HasPrefix(rule.Page, "# "+rule.ID+"\n") {
				t.Errorf("the page does not start with %q", "# "+rule.ID)
			}
			for what, text := range map[string]string{"a summary": rule.Summary(), "a reason": rule.Why(), "a fix": rule.Help()} {
				if text == "" || !strings.HasSuffix(text, ".") {
					t.Errorf("the page lacks %s that is a sentence: %q", what, text)
				}
			}
			if len(rule.Summary()) > 200 {
				t.Errorf("the summary has %d bytes, more than a list can show", len(rule.Summary()))
			}
		})
	}
	if err := analysis.Validate(analyzers()); err != nil {
		t.Error(err)
	}
}

func analyzers() (out []*analysis.Analyzer) {
	for _, rule := range All {
		out = append(out, rule.Analyzer())
	}
	return out
}
