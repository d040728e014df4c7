package code

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// text lowers a string: a constant, or for an f-string what its parts make.
func (l *lowering) text(n python.Node) {
	parts := 0
	var fixed strings.Builder
	isFormat := false
	flush := func() {
		if fixed.Len() > 0 {
			l.constant(String, fixed.String())
			fixed.Reset()
			parts++
		}
	}
	for c := range n.Children() {
		switch c.Kind() {
		case python.StringContent:
			fixed.WriteString(content(c))
		case python.Interpolation:
			isFormat = true
			flush()
			l.expression(c)
			parts++
		}
	}
	if !isFormat {
		l.constant(kindOf(n), fixed.String())
		return
	}
	flush()
	l.out.op(Format, parts)
}

// concatenation lowers strings that stand side by side.
func (l *lowering) concatenation(n python.Node) {
	parts := 0
	for s := range n.Children() {
		l.text(s)
		parts++
	}
	l.out.op(Format, parts)
}

func kindOf(n python.Node) ConstantKind {
	if prefix := n.FirstChild().Text(); strings.ContainsAny(prefix, "bB") {
		return Bytes
	}
	return String
}

// content returns what a piece of a string stands for, as far as escapes of one character and doubled braces go.
func content(n python.Node) string {
	text := n.Text()
	if !strings.ContainsAny(text, `\{}`) {
		return text
	}
	return escapes.Replace(text)
}

var escapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\t`, "\t", `\'`, `'`, `\"`, `"`, "{{", "{", "}}", "}")
