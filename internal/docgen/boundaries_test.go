package main

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/rules"
)

// What a boundary says on the page names everything that the pattern of a rule asks for, and what it is about.
func TestBoundaries(t *testing.T) {
	for _, s := range (page{Rules: rules.All}).Boundaries() {
		if s.Name == "" {
			t.Errorf("a boundary is about nothing: %v", s.Demand)
		}
	}
	for _, r := range rules.All {
		for _, p := range r.Enforces {
			if p.Lacks != "" && !strings.HasSuffix(phrase(p), " without "+p.Lacks) {
				t.Errorf("%s: %q leaves out what is lacking: %s", r.ID, phrase(p), p.Lacks)
			}
		}
	}
}
