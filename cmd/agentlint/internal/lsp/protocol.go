// Package lsp is the part of the Language Server Protocol that a linter speaks: its messages, and where things are in a text.
// See https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification.
package lsp

import "encoding/json"

// InitializeParams are what a client says of itself.
type InitializeParams struct {
	RootURI          string            `json:"rootUri"`
	WorkspaceFolders []WorkspaceFolder `json:"workspaceFolders"`
	Capabilities     struct {
		General struct {
			PositionEncodings []Encoding `json:"positionEncodings"` // the client's favourite first
		} `json:"general"`
	} `json:"capabilities"`
}

// A WorkspaceFolder is a directory that is open in the editor.
type WorkspaceFolder struct {
	URI string `json:"uri"`
}

// Folder returns the URI of the first directory that is open, "" if there is none.
func (p InitializeParams) Folder() string {
	if len(p.WorkspaceFolders) > 0 {
		return p.WorkspaceFolders[0].URI
	}
	return p.RootURI
}

// InitializeResult is what the server says of itself.
type InitializeResult struct {
	Capabilities ServerCapabilities `json:"capabilities"`
	ServerInfo   ServerInfo         `json:"serverInfo"`
}

// ServerCapabilities are what the server can do.
type ServerCapabilities struct {
	PositionEncoding     Encoding             `json:"positionEncoding"`
	TextDocumentSync     TextDocumentSync     `json:"textDocumentSync"`
	NotebookDocumentSync NotebookDocumentSync `json:"notebookDocumentSync"`
	CodeActionProvider   CodeActionOptions    `json:"codeActionProvider"`
	HoverProvider        bool                 `json:"hoverProvider"`
}

// TextDocumentSync says what the server wants to hear of documents.
type TextDocumentSync struct {
	OpenClose bool `json:"openClose"`
	Change    int  `json:"change"`
	Save      bool `json:"save"`
}

// Incremental is the TextDocumentSync.Change of a server that takes changes of parts.
const Incremental = 2

// CodeActionOptions are the kinds of action that the server offers.
type CodeActionOptions struct {
	CodeActionKinds []string `json:"codeActionKinds"`
}

// ServerInfo names the server.
type ServerInfo struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// A Document names a document, in messages that carry no more of it.
type Document struct {
	TextDocument struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
	} `json:"textDocument"`
}

// DidOpenParams are a document that was opened.
type DidOpenParams struct {
	TextDocument struct {
		URI     string `json:"uri"`
		Version int    `json:"version"`
		Text    string `json:"text"`
	} `json:"textDocument"`
}

// DidChangeParams are changes of a document, one after the other.
type DidChangeParams struct {
	Document
	ContentChanges []Change `json:"contentChanges"`
}

// A Change puts a text in place of a range, or of the whole document if Range is nil.
type Change struct {
	Range *Range `json:"range"`
	Text  string `json:"text"`
}

// PublishDiagnosticsParams are all that there is to say about a version of a document.
type PublishDiagnosticsParams struct {
	URI         string       `json:"uri"`
	Version     int          `json:"version"`
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// A Diagnostic is something wrong in a document.
type Diagnostic struct {
	Range              Range                `json:"range"`
	Severity           int                  `json:"severity"`
	Code               string               `json:"code"`
	CodeDescription    CodeDescription      `json:"codeDescription,omitzero"`
	Source             string               `json:"source"`
	Message            string               `json:"message"`
	RelatedInformation []RelatedInformation `json:"relatedInformation,omitempty"`
}

// What a Diagnostic.Severity, or a Message.Type, can be.
const (
	Error       = 1
	Warning     = 2
	Information = 3
)

// CodeDescription leads to what explains a Diagnostic.Code.
type CodeDescription struct {
	Href string `json:"href"`
}

// RelatedInformation is another place that explains a diagnostic.
type RelatedInformation struct {
	Location Location `json:"location"`
	Message  string   `json:"message"`
}

// A Location is a range in a document.
type Location struct {
	URI   string `json:"uri"`
	Range Range  `json:"range"`
}

// CodeActionParams ask what can be done at a range.
type CodeActionParams struct {
	Document
	Range   Range `json:"range"`
	Context struct {
		Only []string `json:"only"` // kinds of action that are wanted, or all if empty
	} `json:"context"`
}

// A CodeAction is something that can be done.
type CodeAction struct {
	Title       string        `json:"title"`
	Kind        string        `json:"kind"`
	Diagnostics []Diagnostic  `json:"diagnostics,omitempty"` // that it does away with
	IsPreferred bool          `json:"isPreferred,omitempty"`
	Edit        WorkspaceEdit `json:"edit"`
}

// A WorkspaceEdit is edits of documents, by URI.
type WorkspaceEdit struct {
	Changes map[string][]TextEdit `json:"changes"`
}

// A TextEdit puts a text in place of a range.
type TextEdit struct {
	Range   Range  `json:"range"`
	NewText string `json:"newText"`
}

// HoverParams ask what there is to say about a position.
type HoverParams struct {
	Document
	Position Position `json:"position"`
}

// A Hover is what is shown at a range.
type Hover struct {
	Contents MarkupContent `json:"contents"`
	Range    Range         `json:"range"`
}

// MarkupContent is a text for people.
type MarkupContent struct {
	Kind  string `json:"kind"` // plaintext or markdown
	Value string `json:"value"`
}

// A Message is for the user.
type Message struct {
	Type    int    `json:"type"` // Error, Warning or Information
	Message string `json:"message"`
}

// CancelParams name a request that nobody waits for any more, by its number or string.
type CancelParams struct {
	ID json.RawMessage `json:"id"`
}
