package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/creachadair/jrpc2/channel"
)

// A stranger is a client of a server that keeps to no protocol.
type stranger struct {
	t      *testing.T
	in     io.Writer
	answer func() (string, error)
}

// newStranger starts a server over pipes.
func newStranger(t *testing.T, command string, framing channel.Framing) *stranger {
	t.Helper()
	t.Chdir(t.TempDir())
	fromClient, in := io.Pipe()
	out, toClient := io.Pipe()
	root := newRoot()
	root.SetArgs([]string{command})
	root.SetIn(fromClient)
	root.SetOut(toClient)
	done := make(chan error, 1)
	go func() { done <- root.ExecuteContext(t.Context()) }()
	t.Cleanup(func() {
		in.Close()
		if err := <-done; err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	answers := framing(out, in)
	return &stranger{t, in, func() (string, error) {
		answer, err := answers.Recv()
		return string(answer), err
	}}
}

// says sends text, and waits for an answer that holds a part.
func (s *stranger) says(text, part string) {
	s.t.Helper()
	written := make(chan error, 1)
	go func() { // while answers are read, since neither side keeps what the other does not take
		_, err := io.WriteString(s.in, text)
		written <- err
	}()
	defer func() {
		if err := <-written; err != nil {
			s.t.Error(err)
		}
	}()
	for part != "" {
		answer, err := s.answer()
		if err != nil {
			s.t.Fatalf("after %.100q: %v", text, err)
		}
		if !json.Valid([]byte(answer)) {
			s.t.Errorf("after %.100q: %q", text, answer)
		}
		if strings.Contains(answer, part) {
			return
		}
	}
}

// Whatever it is sent, a language server answers what comes next.
func TestLSPSurvives(t *testing.T) {
	s := newStranger(t, "lsp", channel.LSP)
	framed := func(message string) string { return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(message), message) }
	s.says("GET / HTTP/1.1\r\n\r\n", `"id":null,"error":{"code":-32700`)
	s.says(framed(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}`), `"id":1,"result"`)
	for i, text := range []string{
		"Content-Length: 1e9\r\n\r\n", "\x00\xff\r\n", "Content-Length: 3\r\n\r\n{]}", framed("5"), framed("null"), framed(`"x"`), framed("{}"),
		framed(`[{"jsonrpc":"2.0","id":9,"method":"shutdown"}]`), framed(`{"jsonrpc":"2.0","id":{},"method":"shutdown"}`),
		framed(`{"jsonrpc":"2.0","method":"textDocument/didOpen","params":[]}`), framed(`{"jsonrpc":"2.0","id":99,"result":1}`),
		framed(`{"jsonrpc":"1.0","id":98,"method":"x"}`), framed(strings.Repeat("[", 100_000)), framed(`{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":[]}}`),
	} {
		s.says(text+framed(fmt.Sprintf(`{"jsonrpc":"2.0","id":"ping %d","method":"x"}`, i)), fmt.Sprintf(`"id":"ping %d","error":{"code":-32601`, i))
	}
	s.says(framed(`{"jsonrpc":"2.0","id":2,"method":"shutdown"}`), `"id":2,"result"`)
	s.says(framed(`{"jsonrpc":"2.0","method":"exit"}`), "")
}

// Whatever it is sent, a server of tools answers what comes next.
func TestMCPSurvives(t *testing.T) {
	s := newStranger(t, "mcp", channel.Line)
	s.says("hello\n", `"id":null,"error":{"code":-32700`)
	const version = `"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}`
	s.says(`{"jsonrpc":"2.0","id":1,"method":"initialize","params":{`+version+"}}\n", `"id":1,"result"`)
	s.says(`{"jsonrpc":"2.0","method":"notifications/initialized"}`+"\n", "")
	for i, text := range []string{
		"\x00\xff\n", "{]}\n", "5\n", "null\n", "{}\n", `[{"jsonrpc":"2.0","id":9,"method":"ping"}]` + "\n", strings.Repeat("[", 100_000) + "\n",
		`{"jsonrpc":"2.0","id":{},"method":"ping"}` + "\n", `{"jsonrpc":"2.0","id":8,"method":5}` + "\n", `{"jsonrpc":"2.0","id":99,"result":{}}` + "\n",
		`{"jsonrpc":"2.0","id":7,"method":"tools/call","params":[]}` + "\n", `{"jsonrpc":"2.0","id":6,"method":"tools/call","params":{"name":5}}` + "\n",
		`{"jsonrpc":"2.0","method":"tools/call"}` + "\n", `{"jsonrpc":"2.0","id":5,"method":"initialize","params":{` + version + "}}\n",
		`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":{}}}` + "\n", `{"jsonrpc":"2.0","id":4,"method":""}` + "\n",
	} {
		s.says(text+fmt.Sprintf(`{"jsonrpc":"2.0","id":"ping %d","method":"ping"}`+"\n", i), fmt.Sprintf(`"id":"ping %d","result"`, i))
	}
}
