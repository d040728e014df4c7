package main

import (
	"errors"
	"os"
	"regexp"
	"strings"

	"github.com/agentlint/agentlint/internal/precision"
	"github.com/agentlint/agentlint/lint"
)

const heading = "## Precision\n\n"

// writePages writes into the page of each rule which fixes it has, and what became of those of its findings that were read.
func writePages(rules []rule) error {
	var errs []error
	for _, r := range rules {
		page, err := os.ReadFile(r.page())
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if written := putPrecision(putFix(string(page), r.fix, r.life()), precision.Of(r.id)); written != string(page) {
			errs = append(errs, os.WriteFile(r.page(), []byte(written), 0o644))
		}
	}
	return errors.Join(errs...)
}

var fixLine = regexp.MustCompile(`(?m)\n\nFix: .*$(\n\nStatus: .*$)?`)

// life says in a line how far a rule has come and what it was called before; "" of a stable one that always had its name.
func (r *rule) life() string {
	if r.status == lint.Stable && len(r.aliases) == 0 {
		return ""
	}
	line := "Status: " + r.status.String()
	if r.status == lint.Preview {
		line += "; it runs only with `--preview`, or if it is named"
	}
	if len(r.aliases) > 0 {
		line += "; formerly `" + strings.Join(r.aliases, "`, `") + "`, which still works"
	}
	return line + "\n"
}

// putFix writes which fixes a rule has, and what more there is to say of it, at the end of the page's section on the fix, in place of what is
// there.
func putFix(page string, kind lint.FixKind, more string) string {
	if more != "" {
		more = "\n" + more
	}
	before, section, ok := strings.Cut(page, "\n## Fix\n")
	if !ok {
		return page
	}
	section, after, isMore := strings.Cut(section, "\n## ")
	section = strings.TrimRight(fixLine.ReplaceAllString(section, ""), "\n") + "\n\nFix: " + kind.String() + "\n" + more
	if isMore {
		section += "\n## " + after
	}
	return before + "\n## Fix\n" + section
}

// putPrecision puts figures into a page, in place of those that are there or else before its sources.
func putPrecision(page string, figures *precision.Figures) string {
	if before, rest, ok := strings.Cut(page, "\n"+heading); ok {
		_, after, isMore := strings.Cut(rest, "\n\n## ")
		page = before
		if isMore {
			page += "\n## " + after
		}
	}
	if figures == nil {
		return page
	}
	section := heading + "Findings in code that was not written for agentlint, judged as its owner would: " + figures.String() + ".\n"
	before, after, ok := strings.Cut(page, "\n## Sources\n")
	if !ok {
		return page + "\n" + section
	}
	return before + "\n" + section + "\n## Sources\n" + after
}
