package main

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"
)

func TestAnalyzer(t *testing.T) {
	root, err := filepath.Abs("../..") // where go.mod is, so that the fixtures can import the real packages
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, root, analyzer,
		"./internal/rulecheck/testdata/required", "./internal/rulecheck/testdata/helper", "./internal/rulecheck/testdata/fields",
		"./internal/rulecheck/testdata/stories", "./internal/rulecheck/testdata/messages")
}
