package main

import (
	"errors"
	"os"
	"strings"

	"github.com/agentlint/agentlint/internal/precision"
)

const heading = "## Precision\n\n"

// writePrecision writes into the page of each rule what became of those of its findings that were read.
func writePrecision(rules []rule) error {
	var errs []error
	for _, r := range rules {
		page, err := os.ReadFile(r.page())
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if told := tellPrecision(string(page), precision.Of(r.id)); told != string(page) {
			errs = append(errs, os.WriteFile(r.page(), []byte(told), 0o644))
		}
	}
	return errors.Join(errs...)
}

// tellPrecision puts figures into a page, in place of those that are there or else before its sources.
func tellPrecision(page string, figures *precision.Figures) string {
	if before, rest, ok := strings.Cut(page, "\n"+heading); ok {
		_, behind, isMore := strings.Cut(rest, "\n\n## ")
		page = before
		if isMore {
			page += "\n## " + behind
		}
	}
	if figures == nil {
		return page
	}
	section := heading + "Findings in code that was not written for agentlint, as its owner would see them: " + figures.String() + ".\n"
	before, behind, ok := strings.Cut(page, "\n## Sources\n")
	if !ok {
		return page + "\n" + section
	}
	return before + "\n" + section + "\n## Sources\n" + behind
}
