package baseline

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

// Limits of the text that a fingerprint is taken of.
const (
	maxLines = 5    // of a finding on a whole loop or section, that edits in it leave it alone
	maxBytes = 1000 // of these lines; data on one line is no line of anybody's
)

// KeysOf returns the key of each finding. Read returns the file at a path, nil if it is gone.
//
// A fingerprint is a hash of the rule's first name, the text of the finding's lines with blanks made one, and the header of what they
// stand in: a definition, a section, a parent key. So it knows a finding again in lines that were moved or indented, in a
// file that was renamed, and with a message that was reworded.
func KeysOf(findings []lint.Finding, read func(path string) *source.File) []Key {
	keys := make([]Key, len(findings))
	var src *source.File
	var under []string
	for i := range findings {
		f := &findings[i]
		if i == 0 || f.Path != findings[i-1].Path {
			src, under = read(f.Path), nil
			if src != nil {
				under = outline(src)
			}
		}
		keys[i] = Key{Rule: f.Rule.ID, Path: f.Path}
		if src != nil && f.Start.Line <= len(under) {
			keys[i].Fingerprint = fingerprint(f.Rule.FirstName(), under[f.Start.Line-1], normalise(quote(src, f)))
		}
	}
	return keys
}

func fingerprint(rule, header string, text []byte) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", rule, header, text))
	return hex.EncodeToString(sum[:8])
}

// quote returns the lines that a finding is on, or the finding alone if they are too long.
func quote(src *source.File, f *lint.Finding) []byte {
	last := f.End.Line
	if f.End.Column == 1 { // it ends before that line
		last--
	}
	last = min(max(last, f.Start.Line), f.Start.Line+maxLines-1)
	start, end := src.LineStart(f.Start.Line), src.LineStart(last+1)
	if end-start > maxBytes {
		start = min(f.Start.Offset, len(src.Text))
		end = max(start, min(f.End.Offset, start+maxBytes, len(src.Text)))
	}
	return src.Text[start:end]
}

// normalise makes the blanks between words one.
func normalise(text []byte) []byte {
	text = bytes.TrimPrefix(text, []byte(source.BOM))
	return bytes.Join(bytes.Fields(text), []byte(" "))
}
