package handler

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// OOMTest returns the clause in which a comparison looks for "out of memory" in the message of what was caught, or false.
func OOMTest(comparison python.Node) (Handler, bool) {
	text, message := comparison.FirstChild(), comparison.LastChild()
	if !comparison.Token(python.KwIn).Exists() || !text.Is(python.String, python.ConcatenatedString) ||
		!strings.Contains(strings.ToLower(text.Text()), "out of memory") {
		return Handler{}, false
	}
	h, ok := Around(comparison)
	if !ok {
		return h, false
	}
	for n := range message.All(python.Identifier) {
		if h.IsCaught(n) {
			return h, true
		}
	}
	return h, h.isMessage(message)
}

// isMessage reports whether n is a name, or a method's result on a name, that the clause gave the message.
func (h *Handler) isMessage(n python.Node) bool {
	for n.Is(python.Call, python.Attribute) {
		n = n.FirstChild()
	}
	for b := range n.Bindings() {
		for part := range b.Value.All(python.Identifier) {
			if h.IsCaught(part) && h.Body.Contains(part) {
				return true
			}
		}
	}
	return false
}
