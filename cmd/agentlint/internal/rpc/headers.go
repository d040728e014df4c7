package rpc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/creachadair/jrpc2/channel"
)

// Headers returns the framing of the Language Server Protocol for messages of at most limit bytes:
// https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
//
// A header that is none is answered once, until there is a message again. A longer message is answered and not kept, and a
// length that is only claimed takes no memory.
func Headers(limit int64) channel.Framing {
	return func(r io.Reader, w io.WriteCloser) channel.Channel {
		return &headers{r: bufio.NewReader(r), w: &writer{WriteCloser: w}, limit: limit}
	}
}

type headers struct {
	r      *bufio.Reader
	w      *writer
	limit  int64
	isLost bool // what comes has been answered as no message
}

// Send writes a message.
func (h *headers) Send(message []byte) error {
	_, err := h.w.Write(fmt.Appendf(nil, "Content-Length: %d\r\n\r\n%s", len(message), message))
	return err
}

// Close closes what is written to.
func (h *headers) Close() error { return h.w.Close() }

// Recv reads the next message. The error is the reader's, or io.EOF.
func (h *headers) Recv() ([]byte, error) {
	for {
		length, err := h.header()
		if err != nil {
			return nil, err
		}
		var message bytes.Buffer
		switch {
		case length < 0:
			continue
		case length > h.limit:
			_, err = io.CopyN(io.Discard, h.r, length)
		default:
			_, err = io.CopyN(&message, h.r, length)
		}
		if err != nil {
			return nil, err
		}
		h.isLost = false
		switch {
		case length > h.limit:
			err = h.Send(refusal(nil, invalidRequest, "a message of %d bytes, over the limit of %d", length, h.limit))
		case isBatch(message.Bytes()):
			err = h.Send(refusal(nil, invalidRequest, "a batch of messages, which this protocol does not support"))
		default:
			return message.Bytes(), nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// isBatch reports whether a message is an array of messages.
func isBatch(message []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(message, " \t\r\n"), []byte("["))
}

// header reads a header and returns the length that it gives, -1 if it gives none.
func (h *headers) header() (length int64, err error) {
	length = -1
	for isFirst := true; ; isFirst = false {
		line, err := h.line()
		if err != nil {
			return 0, err
		}
		if line == "" {
			if length < 0 && !isFirst {
				err = h.lose("a header without Content-Length")
			}
			return length, err
		}
		n, ok := field(line)
		if !ok {
			if err := h.lose(fmt.Sprintf("%.100q, which is not a header", line)); err != nil {
				return 0, err
			}
		}
		if n >= 0 {
			length = n
		}
	}
}

// lose answers what is no message, unless that was done.
func (h *headers) lose(what string) error {
	if h.isLost {
		return nil
	}
	h.isLost = true
	return h.Send(refusal(nil, parseError, "expected a header with Content-Length, found %s", what))
}

// maxHeaderLine is how many bytes of a line of a header are looked at.
const maxHeaderLine = 4096

// line reads a line. Of a long one, which is no line of a header, only the end is returned: a header may follow text that does
// not end in a line end.
func (h *headers) line() (string, error) {
	var line []byte
	for {
		part, err := h.r.ReadSlice('\n')
		line = append(line, part...)
		if cut := len(line) - maxHeaderLine; cut > 0 {
			line = append(line[:0], line[cut:]...)
		}
		if err == nil {
			return strings.TrimRight(string(line), "\r\n"), nil
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return "", err
		}
	}
}

const lengthField = "Content-Length:"

// field returns the length that a line of a header gives, -1 if it gives something else, and whether it is such a line. One that
// is none gives a length all the same if it ends in one, after a message that was not read as such.
func field(line string) (length int64, ok bool) {
	name, value, ok := strings.Cut(line, ":")
	isLength := strings.EqualFold(name+":", lengthField)
	switch at := strings.LastIndex(line, lengthField); {
	case isLength:
	case ok && at < 0 && !strings.ContainsAny(name, "\"{}[], \t"):
		return -1, true // Content-Type says what is known, and a client may say more
	case at >= 0:
		value = line[at+len(lengthField):]
	default:
		return -1, false
	}
	length, err := strconv.ParseInt(strings.TrimSpace(value), 10, 64)
	if err != nil || length < 0 {
		return -1, false
	}
	return length, isLength
}
