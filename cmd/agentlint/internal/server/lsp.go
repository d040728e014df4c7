package server

import (
	"context"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/handler"
	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/known"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/rpc"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/source"
)

// typingPause is how long nothing must have been typed before a document is checked.
const typingPause = 150 * time.Millisecond

// maxMessage is how many bytes a message to a server, or an event for a hook, may have. It holds a file several times over.
const maxMessage = 64_000_000

// maxRequests is how many requests are answered at a time. Most of them only wait for a check.
const maxRequests = 32

// NewLSP returns the command that serves an editor.
func NewLSP() *cobra.Command { return commandOf(newLanguageServer()) }

func commandOf(s *languageServer) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Serve editors as a language server: findings, fixes and rule pages as you type",
		Long: `Serve an editor over the Language Server Protocol, on standard input and output.

A document is checked as it is in the editor, with the settings and the baseline of the first open folder. What
a check of that folder would skip, such as files that .gitignore names, has no findings.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return s.serve(cmd.Context(), cmd.InOrStdin(), console.Raw(cmd))
		},
	}
	cmd.Flags().Bool("stdio", true, "use standard input and output; this is the default, and accepted because editors pass it")
	return cmd
}

// A languageServer checks the documents that an editor has open.
type languageServer struct {
	rpc    *jrpc2.Server
	exited context.Context // ends when the client says that it leaves
	exit   context.CancelFunc

	checking sync.Mutex // held by a check: what is known about hosts is known to the whole process
	live     *cache.Live
	slow     time.Duration // how long a check takes before which there is a glance; see [languageServer.glance]

	mu         sync.Mutex // guards what follows
	encoding   lsp.Encoding
	documents  map[string]*document // by URI
	isShutDown bool
	trouble    string // what was said last about why nothing can be checked
	isPartial  bool   // it was said that the project is too large to be read for one file
}

// A document is a file as the editor has it.
type document struct {
	uri      string
	path     string // absolute
	text     *source.File
	parts    []*part         // of which the text is made: itself, or the cells of a notebook
	notebook *notebook.File  // the text, nil if it is no notebook
	run      *check.Run      // of the text; nil as long as there is none, or if there is to be none
	reasons  []string        // why the text, or some of it, was not checked
	pending  context.Context // ends when the text has been checked, or is another
	stop     context.CancelFunc
	last     *checked // the last text of which all was known, nil if there is none yet
}

func newLanguageServer() *languageServer {
	s := &languageServer{encoding: lsp.UTF16, documents: map[string]*document{}, live: request.NewLive(), slow: slow}
	s.exited, s.exit = context.WithCancel(context.Background())
	s.rpc = jrpc2.NewServer(handler.Map{
		"initialize":                      handler.New(s.initialize),
		"initialized":                     handler.New(s.ignore),
		"shutdown":                        handler.New(s.shutdown),
		"exit":                            handler.New(s.leave),
		"$/cancelRequest":                 handler.New(s.cancel),
		"textDocument/didOpen":            handler.New(s.didOpen),
		"textDocument/didChange":          handler.New(s.didChange),
		"textDocument/didClose":           handler.New(s.didClose),
		"textDocument/didSave":            handler.New(s.checkAll),
		"workspace/didChangeWatchedFiles": handler.New(s.checkAll),
		"notebookDocument/didOpen":        handler.New(s.didOpenNotebook),
		"notebookDocument/didChange":      handler.New(s.didChangeNotebook),
		"notebookDocument/didClose":       handler.New(s.didCloseNotebook),
		"notebookDocument/didSave":        handler.New(s.checkAll),
		"textDocument/codeAction":         handler.New(s.codeActions),
		"textDocument/hover":              handler.New(s.hover),
	}, &jrpc2.ServerOptions{AllowPush: true, Concurrency: maxRequests})
	return s
}

// serve speaks with a client until it leaves. It does not wait for the reader, which may never return.
func (s *languageServer) serve(ctx context.Context, r io.Reader, w io.Writer) error {
	s.rpc.Start(rpc.Headers(maxMessage)(r, unclosed{w}))
	gone := make(chan error, 1)
	go func() { gone <- s.rpc.Wait() }()
	select {
	case <-ctx.Done():
	case err := <-gone:
		return err
	case <-s.exited.Done():
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.isShutDown {
			return errors.New("the client left without a shutdown")
		}
	}
	return nil
}

// An unclosed writer stays open when it is closed.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

func (s *languageServer) initialize(_ context.Context, p lsp.InitializeParams) (lsp.InitializeResult, error) {
	if dir, ok := lsp.Path(p.Folder()); ok {
		if err := errors.Join(enter(dir), known.OverrideHosts()); err != nil {
			return lsp.InitializeResult{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.encoding = lsp.Choose(p.Capabilities.General.PositionEncodings)
	return lsp.InitializeResult{
		Capabilities: lsp.ServerCapabilities{
			PositionEncoding:     s.encoding,
			TextDocumentSync:     lsp.TextDocumentSync{OpenClose: true, Change: lsp.Incremental, Save: true},
			NotebookDocumentSync: notebooks,
			CodeActionProvider:   lsp.CodeActionOptions{CodeActionKinds: []string{quickFix, fixAll}},
			HoverProvider:        true,
		},
		ServerInfo: lsp.ServerInfo{Name: "agentlint", Version: console.Version()},
	}, nil
}

func (s *languageServer) ignore(context.Context, *jrpc2.Request) error { return nil }

func (s *languageServer) shutdown(context.Context, *jrpc2.Request) (any, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.isShutDown = true
	for _, doc := range s.documents {
		doc.stop()
	}
	return nil, nil
}

func (s *languageServer) leave(context.Context, *jrpc2.Request) error {
	s.exit()
	return nil
}

func (s *languageServer) cancel(_ context.Context, p lsp.CancelParams) error {
	s.rpc.CancelRequest(string(p.ID))
	return nil
}

func (s *languageServer) didOpen(_ context.Context, p lsp.DidOpenParams) error {
	path, ok := lsp.Path(p.TextDocument.URI)
	if !ok {
		return nil // a document that is no file
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open(newDocument(p.TextDocument.URI, path, p.TextDocument.Version, p.TextDocument.Text))
	return nil
}

// newDocument is a file that is shown as one document.
func newDocument(uri, path string, version int, text string) *document {
	file := source.New(path, []byte(text))
	return &document{uri: uri, path: path, text: file, parts: []*part{{uri: uri, version: version, text: file}}, stop: func() {}}
}

// open takes a document in, in place of one with its URI, and has it checked.
func (s *languageServer) open(doc *document) {
	if doc.text == nil {
		doc.assemble()
	}
	if old := s.documents[doc.uri]; old != nil {
		old.stop()
	}
	s.documents[doc.uri] = doc
	s.schedule(doc, 0)
}

func (s *languageServer) didChange(_ context.Context, p lsp.DidChangeParams) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	doc := s.documents[p.TextDocument.URI]
	if doc == nil {
		return nil
	}
	s.change(doc.parts[0], p.TextDocument.Version, p.ContentChanges)
	doc.text = doc.parts[0].text
	s.schedule(doc, typingPause)
	s.scheduleReaders(doc)
	return nil
}

func (s *languageServer) didClose(ctx context.Context, p lsp.Document) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if doc := s.documents[p.TextDocument.URI]; doc != nil {
		s.close(ctx, doc)
	}
	return nil
}

// close forgets a document.
func (s *languageServer) close(ctx context.Context, doc *document) {
	doc.stop()
	delete(s.documents, doc.uri)
	s.scheduleReaders(doc)
	s.clear(ctx, doc, doc.parts)
}

// checkAll checks all documents: what one says may depend on a file that has changed.
func (s *languageServer) checkAll(context.Context, *jrpc2.Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, uri := range slices.Sorted(maps.Keys(s.documents)) {
		s.schedule(s.documents[uri], 0)
	}
	return nil
}

// schedule has a document checked after a while, and not as it was before.
func (s *languageServer) schedule(doc *document, after time.Duration) {
	doc.stop()
	doc.run, doc.reasons = nil, nil
	doc.pending, doc.stop = context.WithCancel(context.Background())
	ctx := doc.pending
	time.AfterFunc(after, func() {
		if after > 0 {
			s.glance(ctx, doc)
		}
		s.check(ctx, doc)
	})
}

// scheduleReaders has all other documents checked if one is a configuration, which scripts may load: what they say may follow from it.
func (s *languageServer) scheduleReaders(changed *document) {
	if _, is := config.Classify(changed.path); !is {
		return
	}
	for _, uri := range slices.Sorted(maps.Keys(s.documents)) {
		if doc := s.documents[uri]; doc != changed {
			s.schedule(doc, typingPause)
		}
	}
}

// check checks a document and tells the client, unless ctx ends before: then the text is another.
func (s *languageServer) check(ctx context.Context, doc *document) {
	began := time.Now()
	run, err := s.inquire(ctx, doc, &check.Check{
		Suppressions: check.IgnoreFlags{Reason: ignoreReason}, Large: func() { s.foretell(ctx, doc) },
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil {
		return
	}
	if doc.last = nil; run != nil {
		doc.last = &checked{run, doc.text, time.Since(began)}
		s.sayPartial(ctx, run)
	}
	if doc.run = run; err != nil {
		doc.reasons = []string{"not checked: " + err.Error()}
	} else if run != nil {
		doc.reasons = unchecked(run)
	}
	s.tell(ctx, err)
	s.publish(ctx, doc)
	doc.stop()
}

// publish shows what there is to say of a document.
func (s *languageServer) publish(ctx context.Context, doc *document) {
	for _, p := range s.diagnostics(doc) {
		_ = s.rpc.Notify(ctx, "textDocument/publishDiagnostics", p) // a client that has left needs none
	}
}

// inquire runs a check over a document, with all others as they are in the editor.
func (s *languageServer) inquire(ctx context.Context, doc *document, c *check.Check) (*check.Run, error) {
	s.checking.Lock()
	defer s.checking.Unlock()
	return s.ask(ctx, doc, c)
}

// ask runs a check while checking is held.
func (s *languageServer) ask(ctx context.Context, doc *document, c *check.Check) (*check.Run, error) {
	root, err := os.Getwd()
	if err != nil || ctx.Err() != nil {
		return nil, err
	}
	s.mu.Lock()
	in := check.NewInput(root, doc.path, doc.text.Text)
	in.Others = map[string][]byte{}
	for _, other := range s.documents {
		in.Others[other.path] = other.text.Text
	}
	s.mu.Unlock()
	c.Cache.Live = s.live
	return c.InquireInto(ctx, in)
}

// tell says why nothing can be checked, once until it changes.
func (s *languageServer) tell(ctx context.Context, err error) {
	trouble := ""
	if err != nil {
		trouble = "agentlint: " + inertLines(err.Error())
	}
	if trouble != "" && trouble != s.trouble {
		_ = s.rpc.Notify(ctx, "window/showMessage", lsp.Message{Type: lsp.Error, Message: trouble}) // as above
	}
	s.trouble = trouble
}

// sayPartial says, once, which rules need the whole project if it is too large to be read for one file.
func (s *languageServer) sayPartial(ctx context.Context, run *check.Run) {
	if s.isPartial || len(run.NeedAll) == 0 {
		return
	}
	s.isPartial = true
	text := "agentlint: this project is too large to be read for one file; with all files, these rules may report more: " +
		strings.Join(run.NeedAll, ", ")
	_ = s.rpc.Notify(ctx, "window/logMessage", lsp.Message{Type: lsp.Information, Message: text}) // as above
}
