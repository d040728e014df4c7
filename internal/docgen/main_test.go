package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/agentlint/agentlint/lint/settings"
	"github.com/agentlint/agentlint/rules"
)

// TestCurrent holds the pages in docs to what the rules say.
func TestCurrent(t *testing.T) {
	folder := t.TempDir()
	if err := run(folder); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		want, err := os.ReadFile(filepath.Join(folder, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(filepath.Join("../../docs", e.Name())); err != nil || string(got) != string(want) {
			t.Errorf("docs/%s is stale (%v); run make generate", e.Name(), err)
		}
	}
}

// TestExamples reads the example of each key as the file of settings that it is.
func TestExamples(t *testing.T) {
	for name, key := range parsed(t).Properties {
		text, err := inYAML(key.Examples[0], name)
		if err != nil {
			t.Fatal(err)
		}
		reader := settings.Reader{Rules: rules.All, Open: func(path string) ([]byte, error) {
			if path == ".agentlint.yaml" {
				return []byte(text), nil
			}
			return nil, nil // what an example extends
		}}
		if _, err := reader.Read(".agentlint.yaml"); err != nil {
			t.Errorf("the example of %s: %v", name, err)
		}
	}
}

// TestOptions holds each option of a rule to be settable, and explained on the rule's page.
func TestOptions(t *testing.T) {
	all := parsed(t).Properties["rules"]
	for _, r := range rules.All {
		options := all.Options(r.ID)
		if r.Options != nil && reflect.TypeOf(r.Options).Kind() == reflect.Struct && len(options) != reflect.TypeOf(r.Options).NumField() {
			t.Errorf("%s: %d options have a yaml tag; the struct has %d fields", r.ID, len(options), reflect.TypeOf(r.Options).NumField())
		}
		for name, option := range options {
			if option.Description == "" {
				t.Errorf("%s: the page does not explain the option %s, as in * `%s` (default): meaning", r.ID, name, name)
			}
		}
	}
}

func parsed(t *testing.T) (s schema) {
	text, err := json.Marshal(settings.JSONSchema(rules.All))
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}
