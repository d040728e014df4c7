package program

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/story"
)

// maxRoleText is the longest string that is taken for the name of a split rather than for prose, in bytes.
const maxRoleText = 40

// roleOf returns which part of the data an identifier or a string's content speaks of, or "".
func roleOf(n python.Node) Role {
	text := n.Text()
	if n.Field() == python.NameField && n.Parent().Child(python.ValueField).Is(python.None, python.False) {
		return "" // validation_data=None
	}
	if n.Kind() == python.StringContent && (len(text) > maxRoleText || strings.Contains(text, " ")) {
		return ""
	}
	return RoleOfName(text)
}

// RoleOfName returns which part of the data a name speaks of, or "": val_loader, XTest, "data/valid.csv".
func RoleOfName(name string) Role { return Role(story.HeldOutByName(name)) }
