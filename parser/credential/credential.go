// Package credential finds keys and tokens in a text that can be told by their shape.
package credential

import (
	"bytes"
	"iter"
	"math"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// A format is what the secrets of one issuer look like.
type format struct {
	name     string
	prefixes []string         // what they start with, after no letter or digit
	rest     *pattern.Pattern // what follows; its first group is random
}

// formats are secrets that can be told by their shape.
// Sources: https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns and
// https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml.
var formats = []format{
	{"an AWS access key ID", []string{"AKIA", "ASIA"}, pattern.New(`^([A-Z2-7]{16})\b`)},
	{"a GitHub token", []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}, pattern.New(`^([A-Za-z0-9]{36})\b`)},
	{"a GitHub token", []string{"github_pat_"}, pattern.New(`^(\w{82})\b`)},
	{"a GitLab token", []string{"glpat-"}, pattern.New(`^([\w-]{20,})`)},
	{"an Anthropic API key", []string{"sk-ant-"}, pattern.New(`^[a-z]+\d\d-([\w-]{80,})`)},
	{"an OpenAI API key", []string{"sk-"}, pattern.New(`^([\w-]{20,}T3BlbkFJ[\w-]{20,})`)},
	{"a DeepSeek API key", []string{"sk-"}, pattern.New(`^([0-9a-f]{32})\b`)},
	{"an OpenRouter API key", []string{"sk-or-v1-"}, pattern.New(`^([0-9a-f]{64})\b`)},
	{"a Groq API key", []string{"gsk_"}, pattern.New(`^([A-Za-z0-9]{52})\b`)},
	{"an xAI API key", []string{"xai-"}, pattern.New(`^([A-Za-z0-9]{80})\b`)},
	{"a Perplexity API key", []string{"pplx-"}, pattern.New(`^([A-Za-z0-9]{48})\b`)},
	{"a Replicate token", []string{"r8_"}, pattern.New(`^([A-Za-z0-9]{37})\b`)},
	{"a Tavily API key", []string{"tvly-"}, pattern.New(`^((?:dev-|prod-)?[A-Za-z0-9]{32})\b`)},
	{"a Firecrawl API key", []string{"fc-"}, pattern.New(`^([0-9a-f]{32})\b`)},
	{"a Notion token", []string{"ntn_"}, pattern.New(`^([A-Za-z0-9]{46})\b`)},
	{"a Linear API key", []string{"lin_api_"}, pattern.New(`^([A-Za-z0-9]{40})\b`)},
	{"a Databricks token", []string{"dapi"}, pattern.New(`^([0-9a-f]{32})\b`)},
	{"a Supabase token", []string{"sbp_"}, pattern.New(`^([0-9a-f]{40})\b`)},
	{"a Figma token", []string{"figd_"}, pattern.New(`^([\w-]{40})(?:[^\w-]|$)`)},
	{"a Postman API key", []string{"PMAK-"}, pattern.New(`^([0-9a-f]{24}-[0-9a-f]{34})\b`)},
	{"a SendGrid API key", []string{"SG."}, pattern.New(`^([\w-]{22}\.[\w-]{43})(?:[^\w-]|$)`)},
	{"a DigitalOcean token", []string{"dop_v1_"}, pattern.New(`^([0-9a-f]{64})\b`)},
	{"a Hugging Face token", []string{"hf_"}, pattern.New(`^([A-Za-z]{34})\b`)},
	{"a Weights & Biases API key", []string{"wandb", "WANDB"}, pattern.New(`(?i)^(?:\.login\((?:key\s*=\s*)?|_api_key\W{1,4})["']?([0-9a-f]{40})\b`)},
	{"a Google API key", []string{"AIza"}, pattern.New(`^([\w-]{35})\b`)},
	{"a Google client secret", []string{"GOCSPX-"}, pattern.New(`^([\w-]{28})(?:[^\w-]|$)`)},
	{"a Slack app token", []string{"xapp-"}, pattern.New(`^(\d-[A-Z0-9]{9,}-\d{10,}-[0-9a-f]{64})\b`)},
	{"a Slack token", []string{"xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-"}, pattern.New(`^(\d{10,}-[\w-]{20,})`)},
	{"a Stripe key", []string{"sk_live_", "rk_live_"}, pattern.New(`^([A-Za-z0-9]{24,})\b`)},
	{"an npm token", []string{"npm_"}, pattern.New(`^([A-Za-z0-9]{36})\b`)},
	{"a PyPI token", []string{"pypi-AgEIcHlwaS5vcmc"}, pattern.New(`^([\w-]{50,})`)},
	{"a private key", []string{"-----BEGIN "}, pattern.New(`^(?:[A-Z]+ )*PRIVATE KEY-----\s+([A-Za-z0-9+/=]{40,})`)},
}

// made matches what is random in no key: words and runs that people put into examples.
var made = pattern.New(`(?i)example|sample|your|dummy|fake|secret|token|placeholder|redacted|xxx|abcdef|12345|0000`)

// minEntropy is the least number of bits a character of a secret carries; gitleaks asks for 3, too.
const minEntropy = 3

// A Credential is one that was found.
type Credential struct {
	Name       string // what it is: "a GitHub token"
	Start, End int    // offsets into the text
}

// All yields the credentials in a text, in order.
func All(text []byte) iter.Seq[Credential] {
	return func(yield func(Credential) bool) {
		for at := 0; at+1 < len(text); at++ {
			first, second := text[at], text[at+1]
			if seconds[first][second>>6]&(1<<(second&63)) == 0 || at > 0 && isWord(text[at-1]) {
				continue
			}
			for _, s := range startsWith[first] {
				if !bytes.HasPrefix(text[at:], s.prefix) {
					continue
				}
				if end := match(text, at+len(s.prefix), s.format.rest); end > 0 && !yield(Credential{s.format.name, at, end}) {
					return
				}
			}
		}
	}
}

// A start is one of the texts that secrets of a format start with.
type start struct {
	prefix []byte
	format *format
}

// startsWith are the starts by their first byte, so that one pass finds all.
var startsWith = func() (by [256][]start) {
	for i := range formats {
		for _, prefix := range formats[i].prefixes {
			by[prefix[0]] = append(by[prefix[0]], start{[]byte(prefix), &formats[i]})
		}
	}
	return by
}()

// seconds are the bytes that follow the first one of a start, as a set.
var seconds = func() (by [256][4]uint64) {
	for i := range formats {
		for _, prefix := range formats[i].prefixes {
			by[prefix[0]][prefix[1]>>6] |= 1 << (prefix[1] & 63)
		}
	}
	return by
}()

// Holds reports whether there is a credential in a text.
func Holds(text string) bool {
	for range All([]byte(text)) {
		return true
	}
	return false
}

func isWord(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9'
}

// match returns the offset after the secret whose rest starts at the given one, or 0 if there is none.
func match(text []byte, at int, rest *pattern.Pattern) int {
	m := rest.FindSubmatchIndex(text[at:])
	if m == nil {
		return 0
	}
	random := string(text[at+m[2] : at+m[3]])
	if made.MatchString(random) || entropy(random) < minEntropy {
		return 0
	}
	return at + m[1]
}

// entropy returns Shannon's entropy of text in bits per byte.
func entropy(text string) (bits float64) {
	for b := range 256 {
		if n := strings.Count(text, string([]byte{byte(b)})); n > 0 {
			p := float64(n) / float64(len(text))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}
