package ci

import (
	"bufio"
	"encoding/xml"
	"io"
)

// writeXML writes a document: a root element around the elements that are made of structs.
func writeXML(w io.Writer, root xml.StartElement, children func(*xml.Encoder) error) error {
	out := bufio.NewWriter(w)
	out.WriteString(xml.Header)
	encoder := xml.NewEncoder(out)
	encoder.Indent("", "  ")
	if err := encoder.EncodeToken(root); err != nil {
		return err
	}
	if err := children(encoder); err != nil {
		return err
	}
	if err := encoder.EncodeToken(root.End()); err != nil {
		return err
	}
	if err := encoder.Close(); err != nil {
		return err
	}
	out.WriteByte('\n')
	return out.Flush()
}
