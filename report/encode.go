package report

import (
	"bufio"
	"bytes"
	"encoding/json"

	"github.com/agentlint/agentlint/report/inert"
)

// WriteList writes the inside of an array, an item a line.
func WriteList[T any](out *bufio.Writer, items []T, convert func(*T) any) {
	separator := "\n"
	for i := range items {
		out.WriteString(separator)
		out.Write(Encode(convert(&items[i]), ""))
		separator = ",\n"
	}
	if len(items) > 0 {
		out.WriteString("\n")
	}
}

// Encode returns v as JSON, with <, > and & as they are, since a report is no HTML, but with characters
// that could act on a terminal or a log, or hide from a reader, escaped, which a parser undoes.
// It is for structs of strings and numbers, which can't fail.
func Encode(v any, indent string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", indent)
	_ = encoder.Encode(v)
	return inert.JSON(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}
