package main

import (
	"context"
	_ "embed"
	"encoding/json"

	"github.com/agentlint/agentlint/internal/cpython"
)

//go:embed astdiff.py
var script string

// An oracle is a CPython that compares programs.
type oracle struct{ *cpython.Process }

func startOracle(ctx context.Context) (oracle, error) {
	p, err := cpython.Start(ctx, script)
	return oracle{p}, err
}

// An answer is what CPython says of a program before and after fixes.
type answer struct {
	Compiled    bool         // before
	Error       string       // of the compiler, afterwards
	Differences []difference // of the syntax trees
}

// A difference is one between what a file holds before and after fixes.
type difference struct {
	what     string
	byDesign bool
}

// UnmarshalJSON reads what is different, and whether it is meant to be.
func (d *difference) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&d.what, &d.byDesign})
}

// ask compares two programs, of which the differences that match one of the patterns are by design.
func (o oracle) ask(before, after string, patterns []string) (a answer, err error) {
	err = o.Ask(map[string]any{"before": before, "after": after, "patterns": patterns}, &a)
	return a, err
}
