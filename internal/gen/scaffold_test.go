package main

import (
	"os"
	"strings"
	"testing"
)

func TestScaffold(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := scaffold("exceptions/too-many-things"); err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]string{
		"toomanythings.go": "\tID:       \"too-many-things\",\n",
		"toomanythings.md": "# too-many-things\n",
	} {
		text, err := os.ReadFile("rules/exceptions/toomanythings/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(text), want) {
			t.Errorf("%s lacks %q:\n%s", file, want, text)
		}
	}
	if err := scaffold("exceptions/too-many-things"); err == nil {
		t.Error("a rule that exists already is made again")
	}
}
