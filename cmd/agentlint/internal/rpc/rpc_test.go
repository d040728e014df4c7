package rpc

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
)

const limit = 1000

type buffer struct{ bytes.Buffer }

func (*buffer) Close() error { return nil }

const ping = `{"jsonrpc":"2.0","id":7,"method":"ping"}`

func framed(message string) string {
	return fmt.Sprintf("Content-Length: %d\r\n\r\n%s", len(message), message)
}

// received returns the messages that are read from input after headers, and the codes of what is answered.
func received(t *testing.T, input string) (messages []string, codes []int) {
	t.Helper()
	var out buffer
	h := Headers(limit)(strings.NewReader(input), &out)
	for {
		message, err := h.Recv()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("%q ends with %v", input, err)
			}
			break
		}
		messages = append(messages, string(message))
	}
	answers := Headers(limit)(&out.Buffer, &buffer{})
	for {
		answer, err := answers.Recv()
		if err != nil {
			return messages, codes
		}
		codes = append(codes, codeOf(t, answer))
	}
}

func codeOf(t *testing.T, answer []byte) int {
	t.Helper()
	var response struct {
		Version string `json:"jsonrpc"`
		ID      any    `json:"id"`
		Error   struct {
			Code    int
			Message string
		}
	}
	if err := json.Unmarshal(answer, &response); err != nil || response.Version != "2.0" || response.Error.Message == "" {
		t.Errorf("%s is no error: %v", answer, err)
	}
	return response.Error.Code
}

// Whatever comes, the next message is read, and what was none is answered once.
func TestHeaders(t *testing.T) {
	long := strings.Repeat("x", limit+1)
	for _, test := range []struct {
		name, input string
		codes       string
	}{
		{"nothing else", "", "[]"},
		{"blank lines", "\r\n\r\n", "[]"},
		{"another header", "Content-Type: application/vscode-jsonrpc; charset=utf8\r\n", "[]"},
		{"a line that is no header", "hello\r\n", "[-32700]"},
		{"many lines", "hello\r\nworld {\r\n\r\nfoo\r\n\r\n", "[-32700]"},
		{"no length", "Content-Type: x\r\n\r\n{}", "[-32700]"},
		{"a length that is none", "Content-Length: abc\r\n\r\n{\"a\":1}", "[-32700]"},
		{"a negative length", "Content-Length: -5\r\n\r\n{\"a\":1}", "[-32700]"},
		{"a length beyond all numbers", "Content-Length: 99999999999999999999\r\n\r\n{}", "[-32700]"},
		{"a message without a header", ping, "[-32700]"},
		{"a long line", strings.Repeat("y", 3*maxHeaderLine), "[-32700]"},
		{"a long line and its end", strings.Repeat("y", 3*maxHeaderLine) + "\n", "[-32700]"},
		{"a long message", framed(long), "[-32600]"},
		{"two long messages", framed(long) + framed(long), "[-32600 -32600]"},
		{"a batch", framed("[" + ping + "]"), "[-32600]"},
		{"an error, a message, and an error", "hello\r\n" + framed(ping) + "hello\r\n", "[-32700 -32700]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			messages, codes := received(t, test.input+framed(ping))
			if len(messages) == 0 || messages[len(messages)-1] != ping || fmt.Sprint(codes) != test.codes {
				t.Errorf("messages %q, codes %v, want the last one and %s", messages, codes, test.codes)
			}
		})
	}
}

// A length that is claimed takes no memory before there is something of it.
func TestHeadersTakeNoMemoryForAClaim(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := Headers(1<<40)(strings.NewReader("Content-Length: 1099511627776\r\n\r\n{}"), &buffer{}).Recv()
	runtime.ReadMemStats(&after)
	if allocated := after.TotalAlloc - before.TotalAlloc; allocated > 1_000_000 || !errors.Is(err, io.EOF) {
		t.Errorf("%d bytes are allocated: %v", allocated, err)
	}
}

// linesOf returns the messages that are read from input line by line, and the codes of what is answered.
func linesOf(t *testing.T, input string) (messages, codes []string) {
	t.Helper()
	var out buffer
	conn, err := Lines(strings.NewReader(input), &out, limit).Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for {
		message, err := conn.Read(context.Background())
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.Errorf("%q ends with %v", input, err)
			}
			break
		}
		text, err := jsonrpc.EncodeMessage(message)
		if err != nil {
			t.Fatal(err)
		}
		messages = append(messages, string(text))
	}
	for line := range strings.Lines(out.String()) {
		codes = append(codes, fmt.Sprint(codeOf(t, []byte(line))))
	}
	return messages, codes
}

func TestLines(t *testing.T) {
	for _, test := range []struct{ name, input, codes string }{
		{"nothing else", "", ""},
		{"blank lines", "\n\r\n  \n", ""},
		{"no JSON", "hello\n", "-32700"},
		{"two lines that are none", "hello\n{\"jsonrpc\":\n", "-32700 -32700"},
		{"two messages on a line", ping + ping + "\n", "-32700"},
		{"no object", "5\n", "-32600"},
		{"no version", "{\"id\":1,\"method\":\"ping\"}\n", "-32600"},
		{"neither request nor response", "{\"jsonrpc\":\"2.0\"}\n", "-32600"},
		{"an ID that is none", "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}\n", "-32600"},
		{"a method that is none", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}\n", "-32600"},
		{"a batch", "[" + ping + "]\n", "-32600"},
		{"too deep", strings.Repeat("[", limit/2) + "\n", "-32700"},
		{"a long line", strings.Repeat("x", 100*limit) + "\n", "-32600"},
	} {
		t.Run(test.name, func(t *testing.T) {
			for _, end := range []string{"\n", "\r\n", ""} {
				messages, codes := linesOf(t, test.input+ping+end)
				if len(messages) != 1 || messages[0] != ping || strings.Join(codes, " ") != test.codes {
					t.Errorf("messages %q, codes %v, want one and %s", messages, codes, test.codes)
				}
			}
		})
	}
}

// The answer names the request that it is to, if that can be told.
func TestIDOf(t *testing.T) {
	for line, want := range map[string]string{
		`{"id":1,"method":1}`: "1", `{"id":"a","method":1}`: `"a"`, `{"method":1}`: "", `{"id":null}`: "null", `{"id":{}}`: "", `5`: "",
	} {
		if got := string(idOf([]byte(line))); got != want {
			t.Errorf("%s has the ID %s, want %s", line, got, want)
		}
	}
}

// Nothing that comes before a message keeps it from being read, unless it claims to be a message itself.
func FuzzHeaders(f *testing.F) {
	f.Add("hello\r\n\r\n{}", "Content-Length: 5\r\n\r\n{")
	f.Fuzz(func(t *testing.T, before, after string) {
		messages, _ := received(t, before+framed(ping)+after)
		for _, message := range messages {
			if len(message) > limit {
				t.Errorf("a message of %d bytes", len(message))
			}
		}
		claims := strings.Contains(strings.ToLower(before), "content-length") || strings.HasSuffix(strings.TrimRight(before, "\r\n"), ":")
		if !claims && (len(messages) == 0 || messages[0] != ping) {
			t.Errorf("%q hides the message that follows: %q", before, messages)
		}
	})
}

// No line keeps the next from being read.
func FuzzLines(f *testing.F) {
	f.Add("hello\n" + ping)
	f.Fuzz(func(t *testing.T, before string) {
		messages, _ := linesOf(t, before+"\n"+ping+"\n")
		if len(messages) == 0 || messages[len(messages)-1] != ping {
			t.Errorf("%q hides the message that follows: %q", before, messages)
		}
	})
}
