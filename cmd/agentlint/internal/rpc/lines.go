package rpc

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Lines returns the transport of the Model Context Protocol on a reader and a writer, for messages of at most limit bytes:
// https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#stdio
//
// A line that is no message, or one that is too long, is answered and passed over, and not kept.
func Lines(r io.Reader, w io.WriteCloser, limit int) mcp.Transport {
	out := &writer{WriteCloser: w}
	return &mcp.IOTransport{Reader: &lines{r: bufio.NewReader(r), w: out, limit: limit}, Writer: out, MaxLineLength: -1}
}

// A lines reader reads the lines that are messages.
type lines struct {
	r     *bufio.Reader
	w     *writer
	limit int
	rest  []byte // of a line
}

// Close leaves the reader as it is: it may be standard input, on which a read waits.
func (l *lines) Close() error { return nil }

// Read reads from lines that are messages.
func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		line, isLong, err := l.line()
		if err != nil {
			return 0, err
		}
		var answer []byte
		if isLong {
			answer = refusal(nil, invalidRequest, "a message over the limit of %d bytes", l.limit)
		} else {
			l.rest, answer = check(line)
		}
		if answer == nil {
			continue
		}
		if _, err := l.w.Write(append(answer, '\n')); err != nil {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// check returns a line that is a message, or what to answer to one that is none; neither of an empty one.
func check(line []byte) (message, answer []byte) {
	line = bytes.TrimSpace(line)
	switch {
	case len(line) == 0:
		return nil, nil
	case !json.Valid(line):
		return nil, refusal(nil, parseError, "expected one JSON message per line")
	case isBatch(line):
		return nil, refusal(nil, invalidRequest, "a batch of messages, which this protocol does not support")
	}
	if _, err := jsonrpc.DecodeMessage(line); err != nil {
		return nil, refusal(idOf(line), invalidRequest, "%v", err)
	}
	return append(line, '\n'), nil
}

// idOf returns the ID of what would be a request, nil if it has none that can be answered to.
func idOf(line []byte) json.RawMessage {
	var request struct {
		ID json.RawMessage `json:"id"`
	}
	if json.Unmarshal(line, &request) != nil || len(request.ID) == 0 || bytes.ContainsAny(request.ID[:1], "{[tf") {
		return nil
	}
	return request.ID
}

// line reads a line. Of one that is too long nothing is kept.
func (l *lines) line() (line []byte, isLong bool, err error) {
	for {
		part, err := l.r.ReadSlice('\n')
		if isLong = isLong || len(line)+len(part) > l.limit; isLong {
			line = nil
		} else {
			line = append(line, part...)
		}
		switch {
		case err == nil, errors.Is(err, io.EOF) && (len(line) > 0 || isLong):
			return line, isLong, nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return nil, false, err
		}
	}
}
