// Package rpc reads the messages of JSON-RPC from streams, after headers or a line each. What is no message is answered and
// passed over, where the libraries that speak the protocols give the connection up.
package rpc

import (
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// The errors of JSON-RPC that are answered here: https://www.jsonrpc.org/specification#error_object
const (
	parseError     = -32700
	invalidRequest = -32600
)

// A writer is written to by several goroutines, each time a whole message.
type writer struct {
	mu sync.Mutex
	io.WriteCloser
}

// Write writes a message.
func (w *writer) Write(message []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.WriteCloser.Write(message)
}

// refusal is the answer to what is no message, with the ID that it has all the same, or none.
func refusal(id json.RawMessage, code int, format string, args ...any) []byte {
	message, err := json.Marshal(fmt.Sprintf(format, args...))
	if err != nil {
		panic(err) // a string can be written as JSON
	}
	if id == nil {
		id = json.RawMessage("null")
	}
	return fmt.Appendf(nil, `{"jsonrpc":"2.0","id":%s,"error":{"code":%d,"message":%s}}`, id, code, message)
}
