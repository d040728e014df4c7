package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"
)

var fence = regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")

// Every example in the guides that is to be copied into a file can be read by what reads that file: the configurations of editors, hosts and
// CI, and our own. Lisp and Lua are held to their brackets; .ci/editors has Neovim run its own.
func TestExamplesCanBeRead(t *testing.T) {
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]func(text string) error{
		"json":  func(text string) error { return json.Unmarshal([]byte(text), new(any)) },
		"toml":  func(text string) error { return toml.Unmarshal([]byte(text), new(map[string]any)) },
		"yaml":  func(text string) error { return yaml.Unmarshal([]byte(text), new(any)) },
		"elisp": balanced(`"`), "lua": balanced("\"'"),
	}
	seen := map[string]int{}
	for _, page := range append(pages, "../../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range fence.FindAllStringSubmatch(string(text), -1) {
			if try := read[m[1]]; try != nil {
				seen[m[1]]++
				if err := try(m[2]); err != nil {
					t.Errorf("%s: a %s example can't be read: %v\n%s", filepath.Base(page), m[1], err, m[2])
				}
			}
		}
	}
	for language := range read {
		if seen[language] == 0 {
			t.Errorf("no example is %s", language)
		}
	}
}

// unbalanced is the error about code whose brackets do not match.
type unbalanced string

func (u unbalanced) Error() string { return "the brackets do not match at " + string(u) }

// balanced returns what returns an error if the brackets of code without comments do not match, by what strings are quoted with.
func balanced(quotes string) func(code string) error {
	return func(code string) error { return balance(code, quotes) }
}

func balance(code, quotes string) error {
	var open []rune
	quote := rune(0)
	for i, c := range code {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case strings.ContainsRune(quotes, c):
			quote = c
		case strings.ContainsRune("([{", c):
			open = append(open, c)
		case strings.ContainsRune(")]}", c):
			if len(open) == 0 || open[len(open)-1] != map[rune]rune{')': '(', ']': '[', '}': '{'}[c] {
				return unbalanced(code[i:])
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 || quote != 0 {
		return unbalanced("the end")
	}
	return nil
}
