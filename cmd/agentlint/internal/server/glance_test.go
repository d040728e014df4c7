package server

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
)

// After an edit that changes nothing else, what is known at a glance is what a check says that looks at all files.
func TestGlanceIsRight(t *testing.T) {
	t.Setenv(caching.OffVariable, "1")
	s := newLanguageServer()
	for name, dir := range projects(t) {
		if name != "testdata/demo" && !strings.HasPrefix(name, "stories/") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Chdir(dir)
			for _, file := range inquire(t).Files {
				text, err := os.ReadFile(file.Path)
				if err != nil || !strings.HasSuffix(file.Path, ".py") {
					continue
				}
				before := documentOf(t, file.Path, string(text))
				whole, err := s.inquire(t.Context(), before, &check.Check{})
				if err != nil || whole == nil {
					continue
				}
				after := documentOf(t, file.Path, "# ü\n"+string(text)+"# a comment\n")
				want, err := s.inquire(t.Context(), after, &check.Check{})
				compare(t, "a check", file.Path, nil, nil, err)
				alone, err := s.inquire(t.Context(), after, &check.Check{Alone: whole})
				alone.Findings = (&checked{run: whole, text: before.text}).with(alone.Findings, after.text)
				compare(t, "a glance", file.Path, placesOf(want), placesOf(alone), err)
			}
		})
	}
}

// placesOf is which rules have findings where, and how bad they are; what messages name by line may be as it was before.
func placesOf(run *check.Run) (all []string) {
	for _, f := range run.Findings {
		all = append(all, fmt.Sprint(f.Rule.ID, " ", f.Severity, " ", f.Start, f.End))
	}
	slices.Sort(all)
	return all
}

// While somebody types in a project of which it takes long to know all, findings are shown at once.
func TestGlance(t *testing.T) {
	t.Chdir(t.TempDir())
	s := newLanguageServer()
	fromServer, toClient := channel.Direct()
	s.rpc.Start(toClient)
	said := make(chan lsp.PublishDiagnosticsParams, 10)
	client := jrpc2.NewClient(fromServer, &jrpc2.ClientOptions{OnNotify: func(r *jrpc2.Request) {
		var p lsp.PublishDiagnosticsParams
		if r.UnmarshalParams(&p) == nil {
			said <- p
		}
	}})
	defer func() { _ = client.Close() }()
	text := "import torch\ntry:\n    torch.load('a', weights_only=True)\nexcept:\n    pass\n"
	doc := documentOf(t, "train.py", text)
	run, err := s.inquire(t.Context(), doc, &check.Check{})
	if err != nil || len(run.Findings) == 0 {
		t.Fatal(run, err)
	}
	last := &checked{run, doc.text, time.Hour}
	doc = documentOf(t, "train.py", "\n"+text+"def f(x=[]):\n    return x\n")
	doc.last = last
	s.glance(t.Context(), doc)
	codes := map[string]int{}
	for _, d := range (<-said).Diagnostics {
		codes[d.Code] = d.Range.Start.Line
	}
	if codes["bare-except"] != 4 || codes["mutable-default-arg"] != 6 {
		t.Error("a glance shows", codes)
	}
}

// In a project that is too large to be read for one file, the editor is told once which rules need all of it.
func TestSaysWhatNeedsAll(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 302 {
		if err := os.WriteFile(fmt.Sprintf("m%d.py", i), []byte("import torch\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := newLanguageServer()
	fromServer, toClient := channel.Direct()
	s.rpc.Start(toClient)
	said := make(chan string, 10)
	client := jrpc2.NewClient(fromServer, &jrpc2.ClientOptions{OnNotify: func(r *jrpc2.Request) {
		if r.Method() == "window/logMessage" {
			said <- r.ParamString()
		}
	}})
	defer func() { _ = client.Close() }()
	for _, name := range []string{"m1.py", "m2.py"} {
		abs, _ := filepath.Abs(name)
		s.mu.Lock()
		doc := newDocument(lsp.URI(abs), abs, 1, "import torch\n")
		s.open(doc)
		s.mu.Unlock()
		<-doc.pending.Done()
	}
	_ = client.Close()
	close(said)
	var all []string
	for m := range said {
		all = append(all, m)
	}
	if len(all) != 1 || !strings.Contains(all[0], "duplicate-code") {
		t.Error("the editor is told", all)
	}
}

// A document that is opened in such a project is shown with what follows from it alone, and then with all that is known.
func TestForetell(t *testing.T) {
	t.Chdir(t.TempDir())
	for i := range 302 {
		if err := os.WriteFile(fmt.Sprintf("m%d.py", i), []byte("import torch\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := newLanguageServer()
	fromServer, toClient := channel.Direct()
	s.rpc.Start(toClient)
	said := make(chan lsp.PublishDiagnosticsParams, 10)
	client := jrpc2.NewClient(fromServer, &jrpc2.ClientOptions{OnNotify: func(r *jrpc2.Request) {
		var p lsp.PublishDiagnosticsParams
		if r.Method() == "textDocument/publishDiagnostics" && r.UnmarshalParams(&p) == nil {
			said <- p
		}
	}})
	defer func() { _ = client.Close() }()
	abs, _ := filepath.Abs("m1.py")
	s.mu.Lock()
	doc := newDocument(lsp.URI(abs), abs, 1, "import torch\n\ntry:\n    torch.load('a', weights_only=True)\nexcept:\n    pass\n")
	s.open(doc)
	s.mu.Unlock()
	for _, when := range []string{"first", "then"} {
		if found := codes((<-said).Diagnostics); !slices.Contains(found, "bare-except") {
			t.Error(when, "there are", found)
		}
	}
}
