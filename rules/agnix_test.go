package rules

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The guide for those who know agnix names a rule beside a code if, and only if, the rule answers to the code.
func TestAgnixCodes(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../docs/coming-from.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(guide), "\n## agnix\n")
	if !found {
		t.Fatal("no section about agnix")
	}
	row := regexp.MustCompile(`(?m)^\| ([A-Z]{2,4}-[^|]*)\|([^|]*)\|$`)
	codes := regexp.MustCompile(`[A-Z]+(?:-[A-Z]+)*-[0-9]{3}`)
	links := regexp.MustCompile(`\[([a-z-]+)\]\(\.\./rules/`)
	named := map[string][]string{} // by the rule's name
	for _, cells := range row.FindAllStringSubmatch(section, -1) {
		for _, link := range links.FindAllStringSubmatch(cells[2], -1) {
			named[link[1]] = append(named[link[1]], codes.FindAllString(cells[1], -1)...)
		}
	}
	if len(named) == 0 {
		t.Fatal("the section names no rules")
	}
	for _, r := range All {
		for _, code := range named[r.ID] {
			if !slices.Contains(r.Agnix, code) {
				t.Errorf("the guide says that %s is like %s, which does not answer to it", code, r.ID)
			}
		}
		if len(r.Agnix) > 0 && len(named[r.ID]) == 0 {
			t.Errorf("the guide does not name %s beside %v", r.ID, r.Agnix)
		}
	}
}
