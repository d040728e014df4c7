package bullet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/agent/mojibake"
)

// A token is a word, a number, a piece of code or a mark of a bullet.
type token struct {
	text string // in lower case, but code as it is written
	kind tokenKind
}

type tokenKind uint8

const (
	word tokenKind = iota
	code           // between backticks
	mark           // . ; : , ( ) - and the like
)

func (t token) is(texts ...string) bool {
	for _, text := range texts {
		if t.kind != code && t.text == text {
			return true
		}
	}
	return false
}

// plain returns a bullet's text without damage, comments, links and emphasis.
func plain(text string) string {
	if !isASCII(text) {
		text = string(mojibake.Repair([]byte(text)))
	}
	text = cut(text, "<!--", "-->")
	var out strings.Builder
	out.Grow(len(text))
	inCode := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '`':
			inCode = !inCode
			out.WriteByte(c)
		case inCode:
			out.WriteByte(c)
		case c == '*' || c == '~', c == '_' && isEmphasis(text, i):
		case c == ']' && strings.HasPrefix(text[i:], "]("):
			if end := strings.IndexByte(text[i:], ')'); end > 0 {
				i += end
			}
		case c == '[' || c == ']':
		default:
			out.WriteByte(c)
		}
	}
	text = out.String()
	if !isASCII(text) {
		text = quotes.Replace(text)
	}
	return strings.Join(strings.Fields(text), " ")
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// quotes writes typographic quotes as those of a keyboard.
var quotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)

// ampersand writes names with an ampersand as words. It makes no difference to fingerprints.
var ampersand = strings.NewReplacer("W&B", "wandb", "W&amp;B", "wandb", "w&b", "wandb")

// isEmphasis reports whether an underscore is no part of a name.
func isEmphasis(text string, at int) bool {
	isLetter := func(i int) bool {
		return i >= 0 && i < len(text) && (text[i] >= 0x80 || unicode.IsLetter(rune(text[i])))
	}
	return !isLetter(at-1) || !isLetter(at+1)
}

// cut takes out what lies between two marks, with them.
func cut(text, open, end string) string {
	for {
		start := strings.Index(text, open)
		if start < 0 {
			return text
		}
		length := strings.Index(text[start:], end)
		if length < 0 {
			return text[:start]
		}
		text = text[:start] + text[start+length+len(end):]
	}
}

// tokenize splits plain text. What is neither a letter, a digit nor a mark is left out, such as emoji.
func tokenize(text string) (tokens []token) {
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '`':
			end := strings.IndexByte(text[i+1:], '`')
			if end < 0 {
				i++
				continue
			}
			if inside := strings.TrimSpace(text[i+1 : i+1+end]); inside != "" {
				tokens = append(tokens, token{inside, code})
			}
			i += end + 2
		case c == '"': // what is quoted is an example
			if end := strings.IndexByte(text[i+1:], '"'); end > 0 {
				i += end + 1
			}
			i++
		case isWordByte(c):
			end := i
			for end < len(text) && (isWordByte(text[end]) || isInside(text, end)) {
				end++
			}
			tokens = append(tokens, token{strings.ToLower(strings.Trim(text[i:end], "'")), word})
			i = end
		case strings.IndexByte(".;:,()!?/&|=<>", c) >= 0:
			tokens = append(tokens, token{string(c), mark})
			i++
		case c == '-' && i > 0 && i+1 < len(text) && text[i-1] == ' ' && text[i+1] == ' ':
			tokens = append(tokens, token{"-", mark})
			i++
		case strings.HasPrefix(text[i:], "–"), strings.HasPrefix(text[i:], "—"), strings.HasPrefix(text[i:], "→"), strings.HasPrefix(text[i:], "‑"):
			tokens = append(tokens, token{"-", mark})
			i += len("–")
		case strings.HasPrefix(text[i:], "≤"), strings.HasPrefix(text[i:], "≥"):
			tokens = append(tokens, token{text[i : i+len("≤")], mark})
			i += len("≤")
		default:
			i++
		}
	}
	return tokens
}

func isWordByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '\''
}

// isInside reports whether a mark belongs to the word around it: a dot in a number or a file's name. Words with a hyphen are two.
func isInside(text string, at int) bool {
	return text[at] == '.' && at > 0 && at+1 < len(text) && isWordByte(text[at-1]) && isWordByte(text[at+1])
}

// Words returns the words of a text in lower case and the singular, without articles and the like.
func Words(text string) []string {
	return phrase(tokenize(plain(text)))
}

// phrase returns the words of tokens in the singular, without articles and adverbs.
func phrase(tokens []token) (words []string) {
	for _, t := range tokens {
		switch {
		case t.kind == code:
			words = append(words, codeWord(t.text))
		case t.kind == mark, isArticle[t.text], isAdverb(t.text):
		default:
			words = append(words, Singular(strings.TrimSuffix(t.text, "'s")))
		}
	}
	return words
}

// codeWord returns a piece of code as a word of a phrase: `except:` is except, `model.eval()` is model.eval.
func codeWord(text string) string {
	text = strings.TrimRight(strings.ToLower(text), ":.,;")
	text = strings.TrimPrefix(strings.TrimPrefix(text, "with "), "@")
	if before, _, found := strings.Cut(text, "("); found && before != "" {
		text = before
	}
	return strings.TrimSpace(text)
}

var isArticle = setOf(`a an the only your our its their this that these those my his her some such own it them`)

// isAdverb reports whether a word tells how something is done, which makes no difference to what is done.
func isAdverb(w string) bool {
	return len(w) > 4 && strings.HasSuffix(w, "ly") && !strings.Contains(w, "_") && w != "only" && w != "apply" && w != "assembly" && w != "early" && w != "family" && w != "supply" && w != "reply" && w != "multiply"
}

// Singular returns a noun in the singular.
func Singular(w string) string {
	switch {
	case len(w) < 4 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses") || strings.HasSuffix(w, "ches") || strings.HasSuffix(w, "shes") || strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
