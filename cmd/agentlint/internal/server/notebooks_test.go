package server

import (
	"slices"
	"testing"
	"time"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
)

// cell names a cell of the notebook that these tests open.
func (e *editor) cell(name string) string {
	return "vscode-notebook-cell" + e.uri("train.ipynb")[len("file"):] + "#" + name
}

// cellTexts are documents of cells in Python.
func (e *editor) cellTexts(texts map[string]string) (all []map[string]any) {
	for name, text := range texts {
		language := "python"
		if name == "title" {
			language = "markdown"
		}
		all = append(all, map[string]any{"uri": e.cell(name), "languageId": language, "version": 1, "text": text})
	}
	return all
}

// openNotebook opens a notebook with a title and two cells of code.
func (e *editor) openNotebook(second string) {
	e.t.Helper()
	e.notify("notebookDocument/didOpen", map[string]any{
		"notebookDocument": map[string]any{
			"uri": e.uri("train.ipynb"), "notebookType": "jupyter-notebook", "version": 1,
			"cells": []any{
				map[string]any{"kind": 1, "document": e.cell("title")},
				map[string]any{"kind": 2, "document": e.cell("a")},
				map[string]any{"kind": 2, "document": e.cell("b")},
			},
		},
		"cellTextDocuments": e.cellTexts(map[string]string{"title": "# Training 🚀", "a": "%matplotlib inline\nimport torch\n", "b": second}),
	})
}

// changeNotebook tells of a change of the cells.
func (e *editor) changeNotebook(cells map[string]any) {
	e.t.Helper()
	e.notify("notebookDocument/didChange", map[string]any{
		"notebookDocument": map[string]any{"uri": e.uri("train.ipynb"), "version": 2}, "change": map[string]any{"cells": cells},
	})
}

// inCell waits for what is said of a version of a cell.
func (e *editor) inCell(name string, version int) []lsp.Diagnostic {
	e.t.Helper()
	timeout := time.After(10 * time.Second)
	for {
		select {
		case p := <-e.published:
			if p.URI == e.cell(name) && p.Version == version {
				return p.Diagnostics
			}
		case <-timeout:
			e.t.Fatalf("no diagnostics for version %d of cell %s", version, name)
		}
	}
}

// actionsIn asks for what can be done in a cell.
func (e *editor) actionsIn(name string, at lsp.Range, only ...string) (actions []lsp.CodeAction) {
	e.t.Helper()
	e.call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": e.cell(name)}, "range": at, "context": map[string]any{"only": only},
	}, &actions)
	return actions
}

func TestNotebookFindingsAreInCells(t *testing.T) {
	e := openEditor(t)
	e.openNotebook("x = '🚀'; print(f\"done\")\nx = torch.load('a')\n")
	found := e.inCell("b", 1)
	if got := codes(found); !slices.Equal(got, []string{"f-string-without-placeholder", "unsafe-torch-load"}) {
		t.Fatalf("found %v in the cell", got)
	}
	want := lsp.Range{Start: lsp.Position{Line: 1, Character: 4}, End: lsp.Position{Line: 1, Character: 19}}
	if found[1].Range != want {
		t.Errorf("the second finding is at %v, want %v", found[1].Range, want)
	}
	var hover lsp.Hover
	e.call("textDocument/hover", map[string]any{"textDocument": map[string]any{"uri": e.cell("b")}, "position": want.Start}, &hover)
	if hover.Range != want {
		t.Errorf("hovering shows a rule at %v, want %v", hover.Range, want)
	}
	if fix := titled(e.actionsIn("b", want), "Pass weights_only=True"); fix == nil || len(fix.Edit.Changes[e.cell("b")]) == 0 {
		t.Errorf("no fix of the cell among %+v", e.actionsIn("b", want))
	}
	if others := e.actionsIn("a", lsp.Range{}); len(others) > 0 {
		t.Errorf("the cell before has actions: %+v", others)
	}
}

func TestNotebookIsFixed(t *testing.T) {
	e := openEditor(t)
	const text = "print(f\"\tit's 🚀\")\nprint(torch)\n"
	e.openNotebook(text)
	e.inCell("b", 1)
	actions := e.actionsIn("b", lsp.Range{}, "source.fixAll")
	if len(actions) != 1 || len(actions[0].Edit.Changes) != 1 {
		t.Fatalf("the actions are %+v", actions)
	}
	actions[0].Edit.Changes[e.uri("b")] = actions[0].Edit.Changes[e.cell("b")]
	if got := e.applied("b", text, actions[0]); got != "print(\"\tit's 🚀\")\nprint(torch)\n" {
		t.Errorf("the cell becomes %q", got)
	}
}

func TestNotebookChanges(t *testing.T) {
	e := openEditor(t)
	e.openNotebook("x = 1\n")
	if found := e.inCell("b", 1); len(found) > 0 {
		t.Fatalf("found %v", codes(found))
	}
	e.changeNotebook(map[string]any{"textContent": []any{map[string]any{
		"document": map[string]any{"uri": e.cell("b"), "version": 2}, "changes": []any{map[string]any{"text": "y = torch.load('b')\n"}},
	}}})
	if got := codes(e.inCell("b", 2)); !slices.Equal(got, []string{"unsafe-torch-load"}) {
		t.Errorf("after a change: %v", got)
	}
	e.changeNotebook(map[string]any{"structure": map[string]any{ // puts a cell before it
		"array":   map[string]any{"start": 1, "deleteCount": 0, "cells": []any{map[string]any{"kind": 2, "document": e.cell("new")}}},
		"didOpen": e.cellTexts(map[string]string{"new": "import torch\nz = torch.load('c')\n"}),
	}})
	if got := codes(e.inCell("new", 1)); !slices.Equal(got, []string{"unsafe-torch-load"}) {
		t.Errorf("in the new cell: %v", got)
	}
	e.changeNotebook(map[string]any{"structure": map[string]any{"array": map[string]any{"start": 1, "deleteCount": 1}}})
	if got := e.inCell("new", 0); len(got) > 0 {
		t.Errorf("a cell that is gone has %v", codes(got))
	}
	if got := codes(e.inCell("b", 2)); !slices.Equal(got, []string{"unsafe-torch-load"}) {
		t.Errorf("after the cell is gone: %v", got)
	}
	e.notify("notebookDocument/didClose", map[string]any{"notebookDocument": map[string]any{"uri": e.uri("train.ipynb")}})
	if got := e.inCell("b", 0); len(got) > 0 {
		t.Errorf("a notebook that is closed has %v", codes(got))
	}
}
