package parts

import "strings"

// words are what the parts of data are called, in settings, file names and keys.
var words = map[string]Part{
	"train": Train, "training": Train, "val": Validation, "valid": Validation, "validation": Validation, "dev": Validation,
	"eval": Validation, "test": Test, "testing": Test,
}

// OfWord is the part that a word is what it is called, Whole if none is.
func OfWord(word string) Part { return words[word] }

// OfSetting is the part that the value of a setting names. Of a part of the training part it is not known which it is.
func OfSetting(text string) Part {
	name, rest, sliced := strings.Cut(strings.ToLower(text), "[")
	p := words[name]
	if sliced && p == Train && !strings.HasPrefix(rest, ":") {
		return Whole
	}
	return p
}

// InText tells the part by a text such as "train", data/val or test.csv: by one of its words alone.
func InText(text string) (Part, bool) {
	found := Whole
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		p, ok := words[word]
		if !ok {
			continue
		}
		if found != Whole && found != p {
			return Whole, false
		}
		found = p
	}
	return found, found != Whole
}
