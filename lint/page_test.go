package lint

import "testing"

const examplePage = "# some-fault\n\nReports it\nall.\n\nIt hurts.\n\n## Bad\n\n````markdown\n## Not a heading\n```\nx\n```\n````\n\n## Fix\n\nDo this.\n\nOr that.\n"

func TestPage(t *testing.T) {
	r := &Rule{Page: examplePage}
	for what, got := range map[string][2]string{
		"summary": {r.Summary(), "Reports it all."},
		"why":     {r.Why(), "It hurts."},
		"help":    {r.Help(), "Do this."},
		"bad":     {r.Section("Bad"), "````markdown\n## Not a heading\n```\nx\n```\n````"},
		"none":    {r.Section("Good"), ""},
	} {
		if got[0] != got[1] {
			t.Errorf("%s is %q, want %q", what, got[0], got[1])
		}
	}
}
