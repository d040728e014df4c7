package parts

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// nameWords are the words in identifiers and short strings that name a part of the data, or work on it.
var nameWords = map[string]Part{
	"val": Validation, "valid": Validation, "validation": Validation, "validate": Validation, "validating": Validation,
	"validator": Validation, "valset": Validation, "valloader": Validation, "dev": Validation, "devset": Validation,
	"eval": Validation, "evaluate": Validation, "evaluation": Validation, "evaluator": Validation,
	"heldout": Validation, "holdout": Validation, "valloss": Validation, "vali": Validation,
	"test": Test, "testing": Test, "testset": Test, "testloader": Test,
}

// notData are words that, next to one of nameWords, show that a name is about something else: valid_mask, validate_args.
var notData = map[string]bool{
	"args": true, "arguments": true, "config": true, "cfg": true, "input": true, "inputs": true, "path": true,
	"params": true, "options": true, "url": true, "mask": true, "ids": true, "idx": true, "index": true,
	"indices": true, "len": true, "length": true, "lengths": true, "token": true, "tokens": true, "key": true, "keys": true,
	"is": true, "pixels": true, "name": true, "names": true, "schema": true, "type": true, "types": true, "literal": true,
	"env": true, "environment": true, "connection": true, "columns": true, "api": true, "choices": true,
}

// mayNamePart matches what has one of nameWords in it, and little else: most names can be told apart by it alone.
var mayNamePart = pattern.New(`(?i)val|dev|test|held|hold`)

// HeldOutByName returns which part of the data that is held out a name speaks of, "" if none: val_loader, XTest,
// "data/valid.csv".
func HeldOutByName(name string) (part Part) {
	if name == "dev" || !mayNamePart.MatchString(name) { // dev is more often a device
		return ""
	}
	for word := range Words(name) {
		if notData[word] {
			return ""
		}
		if p := nameWords[word]; p != "" && part != Test {
			part = p
		}
	}
	return part
}

// abbreviations are words that name a part only where something is split: elsewhere, te may be a target encoding, and va anything.
var abbreviations = map[string]Part{"te": Test, "ts": Test, "tst": Test, "va": Validation, "vl": Validation}

// HeldOutOfSplit returns which part a name speaks of that is given to what a split holds out, "" if none: x_te, yVa.
func HeldOutOfSplit(name string) Part {
	if p := HeldOutByName(name); p != "" {
		return p
	}
	for word := range Words(name) {
		if p := abbreviations[word]; p != "" {
			return p
		}
	}
	return ""
}

// NamesPart reports whether a word in a name may speak of data that is held out.
func NamesPart(word string) bool { return nameWords[word] != "" }

// trainName matches the names of data to train on.
var trainName = pattern.New(`(?i)(^|_)train(_|$)|^[xy]_?train|^train_?(set|data|loader)`)

// ByName returns which part of the data a name speaks of.
func ByName(name string) Part {
	if p := HeldOutByName(name); p != "" {
		return p
	}
	if trainName.MatchString(name) {
		return Train
	}
	return Whole
}

// Words yields the lower-case words of a snake_case, camelCase or path-like name, digits dropped.
func Words(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		start := 0
		for i := 0; i <= len(name); i++ {
			boundary := i == len(name) || !isLetter(name[i])
			camel := !boundary && i > start && IsUpper(name[i]) && (!IsUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1]))
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

// IsUpper reports whether a byte is an upper-case letter.
func IsUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }
