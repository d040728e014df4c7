package program

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// roleWords are the words in identifiers and short strings that name a part of the data, or work on it.
var roleWords = map[string]Role{
	"val": Validation, "valid": Validation, "validation": Validation, "validate": Validation, "validating": Validation,
	"validator": Validation, "valset": Validation, "valloader": Validation, "dev": Validation, "devset": Validation,
	"eval": Validation, "evaluate": Validation, "evaluation": Validation, "evaluator": Validation,
	"heldout": Validation, "holdout": Validation, "valloss": Validation, "vali": Validation,
	"test": Test, "testing": Test, "testset": Test, "testloader": Test,
}

// notData are words that, next to one of roleWords, show that a name is about something else: valid_mask, validate_args.
var notData = map[string]bool{
	"args": true, "arguments": true, "config": true, "cfg": true, "input": true, "inputs": true, "path": true,
	"params": true, "options": true, "url": true, "mask": true, "ids": true, "idx": true, "index": true,
	"indices": true, "len": true, "length": true, "lengths": true, "token": true, "tokens": true, "key": true, "keys": true,
	"is": true, "pixels": true, "name": true, "names": true, "schema": true, "type": true, "types": true, "literal": true,
	"env": true, "environment": true, "connection": true, "columns": true, "api": true, "choices": true,
}

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

// mayBeRole matches what has one of roleWords in it, and little else: most names can be told apart by it alone.
var mayBeRole = pattern.New(`(?i)val|dev|test|held|hold`)

// RoleOfName returns which part of the data a name speaks of, or "": val_loader, XTest, "data/valid.csv".
func RoleOfName(name string) (role Role) {
	if name == "dev" || !mayBeRole.MatchString(name) { // dev is more often a device
		return ""
	}
	for word := range words(name) {
		if notData[word] {
			return ""
		}
		if r := roleWords[word]; r != "" && role != Test {
			role = r
		}
	}
	return role
}

// words yields the lower-case words of a snake_case, camelCase or path-like name, digits dropped.
func words(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(name); i++ {
			boundary := i == len(name) || !isLetter(name[i])
			camel := !boundary && i > start && isUpper(name[i]) && (!isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1]))
			if !boundary && !camel {
				continue
			}
			if i > start && !yield(strings.ToLower(name[start:i])) {
				return
			}
			start = i
			if boundary {
				start = i + 1
			}
		}
	}
}

func isLetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' || b >= 0x80 }
func isUpper(b byte) bool  { return 'A' <= b && b <= 'Z' }
func isLower(b byte) bool  { return 'a' <= b && b <= 'z' }
