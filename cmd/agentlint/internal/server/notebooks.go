package server

import (
	"context"
	"slices"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
	"github.com/agentlint/agentlint/parser/source"
)

// notebooks are those that the server wants to hear of: of Jupyter, with their cells in Python.
var notebooks = lsp.NotebookDocumentSync{
	NotebookSelector: []lsp.NotebookSelector{{Notebook: "jupyter-notebook", Cells: []lsp.CellSelector{{Language: "python"}, {Language: "markdown"}}}},
	Save:             true,
}

func (s *languageServer) didOpenNotebook(_ context.Context, p lsp.DidOpenNotebookParams) error {
	path, ok := lsp.Path(p.NotebookDocument.URI)
	if !ok {
		return nil // it has not been saved yet
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	doc := &document{uri: p.NotebookDocument.URI, path: path, stop: func() {}}
	doc.parts = s.cells(path, p.NotebookDocument.Cells, p.CellTextDocuments)
	s.open(doc)
	return nil
}

// cells are the parts of a notebook that are opened with these texts. A cell whose text is not sent is in another language.
func (s *languageServer) cells(path string, cells []lsp.NotebookCell, texts []lsp.TextDocumentItem) (parts []*part) {
	for _, c := range cells {
		p := &part{uri: c.Document, text: source.New(path, nil)}
		if i := slices.IndexFunc(texts, func(t lsp.TextDocumentItem) bool { return t.URI == c.Document }); i >= 0 {
			p.isCode = c.Kind == lsp.CodeCell && texts[i].LanguageID == "python"
			p.version, p.text = texts[i].Version, source.New(path, []byte(texts[i].Text))
		}
		parts = append(parts, p)
	}
	return parts
}

func (s *languageServer) didChangeNotebook(ctx context.Context, p lsp.DidChangeNotebookParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	doc := s.documents[p.NotebookDocument.URI]
	if doc == nil {
		return nil
	}
	cells := p.Change.Cells
	if cells.Structure != nil {
		at := cells.Structure.Array
		start := min(max(at.Start, 0), len(doc.parts))
		end := min(start+max(at.DeleteCount, 0), len(doc.parts))
		gone := slices.Clone(doc.parts[start:end])
		doc.parts = slices.Replace(doc.parts, start, end, s.cells(doc.path, at.Cells, cells.Structure.DidOpen)...)
		s.clear(ctx, doc, gone)
	}
	for _, c := range cells.Data { // a cell has become one of another kind
		if p := doc.partAt(c.Document); p != nil && c.Kind != lsp.CodeCell {
			p.isCode = false
		}
	}
	for _, change := range cells.TextContent {
		if p := doc.partAt(change.Document.URI); p != nil {
			s.change(p, change.Document.Version, change.Changes)
		}
	}
	doc.assemble()
	s.schedule(doc, typingPause)
	return nil
}

func (s *languageServer) didCloseNotebook(ctx context.Context, p lsp.DidCloseNotebookParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if doc := s.documents[p.NotebookDocument.URI]; doc != nil {
		s.close(ctx, doc)
	}
	return nil
}

// clear tells the client that there is nothing to say about parts that are gone. A cell that was moved is gone and there again.
func (s *languageServer) clear(ctx context.Context, doc *document, gone []*part) {
	for _, p := range gone {
		if doc.partAt(p.uri) == nil || doc.partAt(p.uri) == p {
			_ = s.rpc.Notify(ctx, "textDocument/publishDiagnostics", lsp.PublishDiagnosticsParams{URI: p.uri, Diagnostics: []lsp.Diagnostic{}})
		}
	}
}
