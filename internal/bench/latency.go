package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// edits is how often a file is edited to tell how long the answer takes.
const edits = 20

// A wait is how long an answer takes, in milliseconds, and what it is meant to take at most.
type wait struct {
	what  string
	all   []float64
	limit float64 // of the 95th percentile
}

// waits measures the answers to edits of the most imported module and of the script that imports most.
func (b *bench) waits(r *repository) (all []wait, err error) {
	t, err := b.copyOf(r)
	if err != nil {
		return nil, err
	}
	if _, err := b.wholly(t, "", true).measure(b.ctx); err != nil { // fills the cache
		return nil, err
	}
	for _, of := range []struct {
		what  string
		which func() (string, error)
	}{{"most imported module", r.mostImported}, {"script that imports most", r.entryScript}} {
		name, err := of.which()
		if err != nil {
			return nil, err
		}
		file := filepath.Join(t.dir, filepath.FromSlash(name))
		hook, err := b.hookWaits(t, file)
		if err != nil {
			return nil, err
		}
		lsp, err := b.editorWaits(t, file)
		if err != nil {
			return nil, err
		}
		on := fmt.Sprintf(", an edit of the %s of %s (%d files)", of.what, r.name, len(r.files))
		all = append(all, wait{"`agentlint hook`" + on, hook, 100}, wait{"`agentlint lsp`" + on + ", from the change to the findings", lsp, 250})
	}
	return all, nil
}

// hookWaits edits a file and asks the hook about it, over and over.
func (b *bench) hookWaits(t tree, file string) (all []float64, err error) {
	event, err := json.Marshal(map[string]any{
		"hook_event_name": "PostToolUse", "cwd": t.dir, "tool_name": "Write", "tool_input": map[string]string{"file_path": file},
	})
	if err != nil {
		return nil, err
	}
	for range edits {
		if err := appendTo(file, "# changed\n"); err != nil {
			return nil, err
		}
		c := command{argv: []string{b.agentlint, "hook"}, dir: t.dir, env: b.cacheEnv(), input: event, failed: 255}
		s, err := c.measure(b.ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, 1000*s.wall)
	}
	return all, nil
}

// editorWaits opens a file in a server, changes it over and over, and waits for the findings each time.
func (b *bench) editorWaits(t tree, file string) (all []float64, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	e, err := b.startEditor(t)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, e.close()) }()
	uri := (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
	err = errors.Join(
		e.send("initialize", 1, map[string]any{"processId": nil, "rootUri": (&url.URL{Scheme: "file", Path: t.dir}).String(), "capabilities": map[string]any{}}),
		e.await(func(m message) bool { return m.Method == "" }),
		e.send("initialized", 0, map[string]any{}),
		e.send("textDocument/didOpen", 0, map[string]any{"textDocument": map[string]any{"uri": uri, "languageId": "python", "version": 1, "text": string(text)}}),
		e.await(isFindings))
	for i := 0; i < edits && err == nil; i++ {
		text = append(text, "# changed\n"...)
		start := time.Now()
		err = errors.Join(e.send("textDocument/didChange", 0, map[string]any{
			"textDocument": map[string]any{"uri": uri, "version": i + 2}, "contentChanges": []map[string]string{{"text": string(text)}},
		}), e.await(isFindings))
		all = append(all, 1000*time.Since(start).Seconds())
	}
	return all, err
}

// An editor talks to a language server.
type editor struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// A message is what is needed of one of the server's.
type message struct {
	Method string `json:"method"`
}

func isFindings(m message) bool { return m.Method == "textDocument/publishDiagnostics" }

func (b *bench) startEditor(t tree) (*editor, error) {
	cmd := exec.CommandContext(b.ctx, b.agentlint, "lsp")
	cmd.Dir, cmd.Env, cmd.WaitDelay = t.dir, append(os.Environ(), b.cacheEnv()...), time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &editor{cmd, in, bufio.NewReader(out)}, cmd.Start()
}

// send sends a notification, or a request if there is an ID.
func (e *editor) send(method string, id int, params any) error {
	m := map[string]any{"jsonrpc": "2.0", "method": method, "params": params}
	if id != 0 {
		m["id"] = id
	}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.in, "Content-Length: %d\r\n\r\n%s", len(text), text)
	return err
}

// await reads messages up to one that is wanted.
func (e *editor) await(isWanted func(message) bool) error {
	for {
		header, err := textproto.NewReader(e.out).ReadMIMEHeader()
		if err != nil {
			return err
		}
		length, err := strconv.Atoi(strings.TrimSpace(header.Get("Content-Length")))
		if err != nil {
			return err
		}
		var text bytes.Buffer
		if _, err := io.CopyN(&text, e.out, int64(length)); err != nil {
			return err
		}
		var m message
		if err := json.Unmarshal(text.Bytes(), &m); err != nil {
			return err
		}
		if isWanted(m) {
			return nil
		}
	}
}

// close ends the server, which a client does by leaving.
func (e *editor) close() error {
	err := e.in.Close()
	_ = e.cmd.Wait() // it says so if its client has left without a word
	return err
}
