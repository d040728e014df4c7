package server

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
)

// An editor is a client of a language server that runs in a folder of its own.
type editor struct {
	t         *testing.T
	client    *jrpc2.Client
	published chan lsp.PublishDiagnosticsParams
	result    lsp.InitializeResult
}

// openEditor starts agentlint lsp over pipes and shuts it down at the end of the test, as an editor does.
func openEditor(t *testing.T, encodings ...lsp.Encoding) *editor {
	t.Helper()
	t.Chdir(t.TempDir())
	fromClient, toServer := io.Pipe()
	fromServer, toClient := io.Pipe()
	server := newLanguageServer()
	server.slow = time.Hour // on a slow machine, too
	command := commandOf(server)
	command.SetArgs([]string{"--stdio"})
	command.SetIn(fromClient)
	command.SetOut(toClient)
	done := make(chan error, 1)
	go func() { done <- command.ExecuteContext(t.Context()) }()
	e := &editor{t: t, published: make(chan lsp.PublishDiagnosticsParams, 100)}
	e.client = jrpc2.NewClient(channel.LSP(fromServer, toServer), &jrpc2.ClientOptions{OnNotify: func(req *jrpc2.Request) {
		var p lsp.PublishDiagnosticsParams
		if req.Method() == "textDocument/publishDiagnostics" && req.UnmarshalParams(&p) == nil {
			e.published <- p
		}
	}})
	general := map[string]any{"positionEncodings": encodings}
	e.call("initialize", map[string]any{"rootUri": e.uri("."), "capabilities": map[string]any{"general": general}}, &e.result)
	t.Cleanup(func() {
		e.call("shutdown", nil, nil)
		e.notify("exit", nil)
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return e
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	var raw json.RawMessage
	if err := e.client.CallResult(context.Background(), method, params, &raw); err != nil {
		e.t.Fatal(err)
	}
	if result == nil {
		return
	}
	if err := json.Unmarshal(raw, result); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.client.Notify(context.Background(), method, params); err != nil {
		e.t.Fatal(err)
	}
}

// uri returns the URI of a file in the working directory.
func (e *editor) uri(name string) string {
	e.t.Helper()
	abs, err := filepath.Abs(name)
	if err != nil {
		e.t.Fatal(err)
	}
	return lsp.URI(abs)
}

func (e *editor) open(name, text string) {
	e.t.Helper()
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": e.uri(name), "version": 1, "text": text}})
}

func (e *editor) change(name string, version int, changes ...map[string]any) {
	e.t.Helper()
	e.notify("textDocument/didChange", map[string]any{
		"textDocument": map[string]any{"uri": e.uri(name), "version": version}, "contentChanges": changes,
	})
}

// diagnostics waits for those of a version of a file.
func (e *editor) diagnostics(name string, version int) []lsp.Diagnostic {
	e.t.Helper()
	timeout := time.After(10 * time.Second)
	for {
		select {
		case p := <-e.published:
			if p.URI == e.uri(name) && p.Version == version {
				return p.Diagnostics
			}
		case <-timeout:
			e.t.Fatalf("no diagnostics for version %d of %s", version, name)
		}
	}
}

// actions asks for what can be done at a range.
func (e *editor) actions(name string, at lsp.Range, only ...string) []lsp.CodeAction {
	e.t.Helper()
	var actions []lsp.CodeAction
	e.call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": e.uri(name)}, "range": at, "context": map[string]any{"only": only},
	}, &actions)
	return actions
}

// applied returns a text after edits that count characters in UTF-16, made as an editor of its own would.
func (e *editor) applied(name, text string, action lsp.CodeAction) string {
	e.t.Helper()
	edits := action.Edit.Changes[e.uri(name)]
	if len(edits) == 0 {
		e.t.Fatalf("%q edits nothing", action.Title)
	}
	units := utf16.Encode([]rune(text))
	index := func(p lsp.Position) int {
		at := 0
		for range p.Line {
			at += slices.Index(units[at:], '\n') + 1
		}
		return at + p.Character
	}
	slices.SortFunc(edits, func(a, b lsp.TextEdit) int { return index(b.Range.Start) - index(a.Range.Start) })
	for _, edit := range edits {
		units = slices.Replace(units, index(edit.Range.Start), index(edit.Range.End), utf16.Encode([]rune(edit.NewText))...)
	}
	return string(utf16.Decode(units))
}

func codes(diagnostics []lsp.Diagnostic) (out []string) {
	for _, d := range diagnostics {
		out = append(out, d.Code)
	}
	return out
}

func titled(actions []lsp.CodeAction, prefix string) *lsp.CodeAction {
	for i := range actions {
		if strings.HasPrefix(actions[i].Title, prefix) {
			return &actions[i]
		}
	}
	return nil
}

// astral has a finding after a character that is 1 code point, 2 units of UTF-16 and 4 bytes.
const astral = "import torch\nname = '🚀'; x = torch.load('a')\n"

func TestLSPCountsCharactersAsAgreed(t *testing.T) {
	for _, test := range []struct {
		offered []lsp.Encoding
		agreed  lsp.Encoding
		start   int
	}{
		{nil, lsp.UTF16, 17},
		{[]lsp.Encoding{"utf-7", lsp.UTF8, lsp.UTF16}, lsp.UTF8, 19},
		{[]lsp.Encoding{lsp.UTF32}, lsp.UTF32, 16},
	} {
		t.Run(string(test.agreed), func(t *testing.T) {
			e := openEditor(t, test.offered...)
			if got := e.result.Capabilities.PositionEncoding; got != test.agreed {
				t.Errorf("agreed on %s, want %s", got, test.agreed)
			}
			e.open("train.py", astral)
			diagnostics := e.diagnostics("train.py", 1)
			want := lsp.Range{Start: lsp.Position{Line: 1, Character: test.start}, End: lsp.Position{Line: 1, Character: test.start + len("torch.load('a')")}}
			if len(diagnostics) != 1 || diagnostics[0].Range != want {
				t.Errorf("diagnostics %v, want one at %v", diagnostics, want)
			}
		})
	}
}

func TestLSPFollowsChanges(t *testing.T) {
	e := openEditor(t)
	e.open("train.py", astral)
	if got := codes(e.diagnostics("train.py", 1)); !slices.Equal(got, []string{"unsafe-torch-load"}) {
		t.Errorf("opened: %v", got)
	}
	at := func(line, from, to int) lsp.Range {
		return lsp.Range{Start: lsp.Position{Line: line, Character: from}, End: lsp.Position{Line: line, Character: to}}
	}
	e.change("train.py", 2, map[string]any{"range": at(1, 31, 31), "text": ", weights_only=True"}, map[string]any{"range": at(1, 9, 9), "text": "é🚀"})
	if got := codes(e.diagnostics("train.py", 2)); len(got) != 0 {
		t.Errorf("mended in parts: %v", got)
	}
	e.change("train.py", 3, map[string]any{"text": astral})
	if got := codes(e.diagnostics("train.py", 3)); len(got) != 1 {
		t.Errorf("written anew: %v", got)
	}
	e.change("train.py", 4, map[string]any{"range": at(-5, 3, 99), "text": ""}, map[string]any{"range": at(99, 7, 3), "text": "\n"})
	e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri("train.py")}})
	if got := e.diagnostics("train.py", 0); len(got) != 0 {
		t.Errorf("closed: %v", got)
	}
}

// A script reads its configuration as it is in the editor, and is checked again when that changes.
func TestLSPReadsConfigurationsThatAreNotSaved(t *testing.T) {
	const saved, renamed = "lr: 0.1\n", "learning_rate: 0.1\n"
	e := openEditor(t)
	if err := os.WriteFile("config.yaml", []byte(saved), 0o600); err != nil {
		t.Fatal(err)
	}
	isFound := func(when string, want bool) {
		t.Helper()
		if got := slices.Contains(codes(e.diagnostics("train.py", 1)), "unknown-config-key"); got != want {
			t.Errorf("%s: found is %v", when, got)
		}
	}
	e.open("train.py", loading)
	isFound("as it is on disk", false)
	e.open("config.yaml", saved)
	e.diagnostics("config.yaml", 1)
	e.change("config.yaml", 2, map[string]any{"text": renamed})
	isFound("renamed in the editor", true)
	e.change("config.yaml", 3, map[string]any{"text": saved})
	isFound("renamed back", false)
	e.change("config.yaml", 4, map[string]any{"text": renamed})
	isFound("renamed again", true)
	e.notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri("config.yaml")}})
	isFound("closed without being saved", false)
}

// loading is a script that trains by a configuration.
const loading = `import torch
import yaml

with open("config.yaml") as file:
    config = yaml.safe_load(file)
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=config["lr"])
for epoch in range(10):
    loss = model(torch.ones(1, 1)).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
`

func TestLSPWaitsForAPause(t *testing.T) {
	e := openEditor(t)
	const last = 50
	for version := 1; version <= last; version++ {
		if version == 1 {
			e.open("train.py", "import torch\n")
		} else {
			e.change("train.py", version, map[string]any{"text": strings.Repeat("#\n", version) + astral})
		}
	}
	for checks := 0; ; checks++ {
		p := <-e.published
		if p.Version != last {
			continue
		}
		if checks > last/2 || len(p.Diagnostics) != 1 || p.Diagnostics[0].Range.Start.Line != last+1 {
			t.Errorf("after %d checks: %+v", checks, p)
		}
		return
	}
}

func TestLSPActionsMendTheText(t *testing.T) {
	e := openEditor(t)
	const text = "import torch\nname = '🚀'; m.load_state_dict(torch.load('🚀')); x = torch.load('b')\n"
	e.open("train.py", text)
	diagnostics := e.diagnostics("train.py", 1)
	if len(diagnostics) != 2 {
		t.Fatalf("diagnostics: %v", diagnostics)
	}
	const safe = "import torch\nname = '🚀'; m.load_state_dict(torch.load('🚀', weights_only=True)); x = torch.load('b')\n"
	first, second := e.actions("train.py", diagnostics[0].Range), e.actions("train.py", diagnostics[1].Range)
	if got := e.applied("train.py", text, first[0]); got != safe || !first[0].IsPreferred || first[0].Kind != quickFix {
		t.Errorf("%+v gives\n%s", first[0], got)
	}
	const unsafe = "import torch\nname = '🚀'; m.load_state_dict(torch.load('🚀')); x = torch.load('b', weights_only=True)\n"
	if got := e.applied("train.py", text, second[0]); got != unsafe || second[0].IsPreferred || !strings.Contains(second[0].Title, "review it") {
		t.Errorf("%+v gives\n%s", second[0], got)
	}
	const ignored = "import torch\nname = '🚀'; m.load_state_dict(torch.load('🚀')); x = torch.load('b')  # agentlint: ignore[unsafe-torch-load] -- TODO: say why\n"
	if got := e.applied("train.py", text, *titled(first, "Ignore ")); got != ignored {
		t.Errorf("ignoring gives\n%s", got)
	}
	all := e.actions("train.py", lsp.Range{}, "source.fixAll")
	if len(all) != 1 || all[0].Kind != fixAll || e.applied("train.py", text, all[0]) != safe {
		t.Errorf("fixing all: %+v", all)
	}
	if got := e.actions("train.py", diagnostics[0].Range, "refactor"); len(got) != 0 {
		t.Errorf("refactorings: %v", got)
	}
}

func TestLSPReadsWhatIsNotSaved(t *testing.T) {
	e := openEditor(t)
	if err := os.WriteFile("helpers.py", []byte("def seed():\n    pass\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	const train = `import torch
from helpers import seed

seed()
for x in data:
    loss = model(x)
    loss.backward()
    optimizer.step()
`
	e.open("train.py", train)
	lacksSeed := func(d lsp.Diagnostic) bool { return strings.Contains(d.Message, "missing-seed: ") } // beside what else it lacks
	if got := e.diagnostics("train.py", 1); !slices.ContainsFunc(got, lacksSeed) {
		t.Errorf("helpers.py as on disk: %v", got)
	}
	e.open("helpers.py", "import torch\n\ndef seed():\n    torch.manual_seed(0)\n")
	e.diagnostics("helpers.py", 1)
	e.notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": e.uri("helpers.py")}})
	if got := e.diagnostics("train.py", 1); slices.ContainsFunc(got, lacksSeed) {
		t.Errorf("helpers.py as in the editor: %v", got)
	}
}

func TestLSPRelatesOtherFiles(t *testing.T) {
	e := openEditor(t)
	const agent = "---\nname: '🚀 trainer' # 🚀\ndescription: Trains models.\n---\n\nTrain.\n"
	if err := os.MkdirAll(".github/agents", 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(".github/agents/a.agent.md", []byte(agent), 0o644); err != nil {
		t.Fatal(err)
	}
	e.open(".github/agents/b.agent.md", agent)
	diagnostics := e.diagnostics(".github/agents/b.agent.md", 1)
	i := slices.Index(codes(diagnostics), "duplicate-name")
	if i < 0 {
		t.Fatalf("diagnostics: %v", diagnostics)
	}
	want := []lsp.RelatedInformation{{
		Location: lsp.Location{
			URI:   e.uri(".github/agents/a.agent.md"),
			Range: lsp.Range{Start: lsp.Position{Line: 1, Character: 6}, End: lsp.Position{Line: 1, Character: 18}},
		},
		Message: "the other agent",
	}}
	if diff := cmp.Diff(want, diagnostics[i].RelatedInformation); diff != "" {
		t.Error(diff)
	}
}
