package lsp

// NotebookDocumentSync says of which cells of which notebooks the server wants to hear.
type NotebookDocumentSync struct {
	NotebookSelector []NotebookSelector `json:"notebookSelector"`
	Save             bool               `json:"save"`
}

// A NotebookSelector chooses notebooks by their type and their cells by language.
type NotebookSelector struct {
	Notebook string         `json:"notebook"`
	Cells    []CellSelector `json:"cells"`
}

// A CellSelector chooses cells.
type CellSelector struct {
	Language string `json:"language"`
}

// A CellKind says whether a cell has text or code.
type CellKind int

// CodeCell is the kind of cells with code; others have text.
const CodeCell CellKind = 2

// A NotebookCell is a cell of a notebook, whose text is a document of its own.
type NotebookCell struct {
	Kind     CellKind `json:"kind"`
	Document string   `json:"document"` // URI
}

// A TextDocumentItem is a document with its text.
type TextDocumentItem struct {
	URI        string `json:"uri"`
	LanguageID string `json:"languageId"`
	Version    int    `json:"version"`
	Text       string `json:"text"`
}

// NotebookDocument names a notebook.
type NotebookDocument struct {
	URI     string         `json:"uri"`
	Version int            `json:"version"`
	Cells   []NotebookCell `json:"cells"` // in the message that opens it
}

// DidOpenNotebookParams are a notebook that was opened, with the texts of its cells.
type DidOpenNotebookParams struct {
	NotebookDocument  NotebookDocument   `json:"notebookDocument"`
	CellTextDocuments []TextDocumentItem `json:"cellTextDocuments"`
}

// DidChangeNotebookParams are changes of a notebook: of which cells it has, and of their texts.
type DidChangeNotebookParams struct {
	NotebookDocument NotebookDocument `json:"notebookDocument"`
	Change           struct {
		Cells struct {
			Structure *struct {
				Array struct {
					Start       int            `json:"start"`
					DeleteCount int            `json:"deleteCount"`
					Cells       []NotebookCell `json:"cells"`
				} `json:"array"`
				DidOpen []TextDocumentItem `json:"didOpen"`
			} `json:"structure"`
			Data        []NotebookCell `json:"data"`
			TextContent []struct {
				Document struct {
					URI     string `json:"uri"`
					Version int    `json:"version"`
				} `json:"document"`
				Changes []Change `json:"changes"`
			} `json:"textContent"`
		} `json:"cells"`
	} `json:"change"`
}

// DidCloseNotebookParams are a notebook that was closed.
type DidCloseNotebookParams struct {
	NotebookDocument NotebookDocument `json:"notebookDocument"`
}
