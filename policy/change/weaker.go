package change

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/topic"
)

// protected reports files that are not to be changed without asking.
func (c *comparison) protected() {
	if c.options.Protected == nil {
		return
	}
	for _, name := range c.paths(c.options.Protected) {
		before, wasThere := c.before.Read(name)
		after, isThere := c.after.Read(name)
		switch {
		case !isThere && wasThere:
			c.add(topic.ProtectedPath, name, "", place{path: name}, true)
		case !wasThere && isThere:
			c.add(topic.ProtectedPath, "", name, place{path: name}, false)
		default:
			start := 0
			for start < min(len(before), len(after)) && before[start] == after[start] {
				start++
			}
			c.add(topic.ProtectedPath, lineAt(before, start), lineAt(after, start), place{name, start, start}, false)
		}
	}
}

// lineAt returns the line of a text that has an offset.
func lineAt(text []byte, at int) string {
	if source.IsBinary(text) {
		return fmt.Sprintf("%d bytes", len(text))
	}
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	line, _, _ := bytes.Cut(text[start:], []byte("\n"))
	if len(line) > maxWords {
		line = line[:maxWords]
	}
	if line = bytes.TrimSpace(line); len(line) == 0 {
		return "an empty line"
	}
	return strings.ToValidUTF8(string(line), "")
}

// policy reports where what is demanded and checked has become weaker.
func (c *comparison) policy() {
	c.boundaries()
	c.suppressions()
	for _, name := range c.paths(isOwnSettings) {
		c.ownSettings(name)
	}
	for _, name := range c.paths(isBaseline) {
		c.baseline(name)
	}
	for _, name := range c.paths(isWorkflow) {
		c.workflow(name)
	}
}

// isOwnSettings reports whether a file holds settings of agentlint.
func isOwnSettings(name string) bool {
	base := strings.TrimPrefix(path.Base(name), ".")
	return base == "agentlint.yaml" || base == "agentlint.yml" || base == "agentlint.toml" || base == "pyproject.toml"
}

func isBaseline(name string) bool { return path.Base(name) == ".agentlint-baseline.json" }

// isWorkflow reports whether a file says what is run on each change.
func isWorkflow(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, ".github/workflows/") || base == ".pre-commit-config.yaml" || base == ".gitlab-ci.yml" || base == "azure-pipelines.yml" || base == "Makefile" || base == "tox.ini" || base == "noxfile.py" ||
		strings.HasPrefix(name, ".circleci/") || base == "Jenkinsfile"
}

// directive is what a comment starts with that keeps agentlint from reporting something.
var directive = []byte("agentlint: ignore")

// suppressions reports comments that keep agentlint from reporting something.
func (c *comparison) suppressions() {
	before, after := map[string]int{}, map[string]int{}
	for _, name := range c.paths(func(string) bool { return true }) {
		c.before.eachDirective(name, func(text string, _ place) { before[text]++ })
	}
	for _, name := range c.paths(func(string) bool { return true }) {
		c.after.eachDirective(name, func(text string, at place) {
			if after[text]++; after[text] > before[text] {
				c.add(topic.Policy, "", "suppression: "+text, at, false)
			}
		})
	}
}

// eachDirective calls visit with each comment of a file that suppresses something.
func (s *side) eachDirective(name string, visit func(text string, at place)) {
	src := s.source(name)
	if src == nil || !bytes.Contains(src.Text, directive[:len("agentlint:")]) {
		return
	}
	at := 0
	for line := range bytes.Lines(src.Text) {
		if i := bytes.Index(line, []byte("agentlint:")); i >= 0 && bytes.Contains(line[:i], commentStart(name)) && bytes.Contains(line[i:], []byte("ignore")) {
			text := strings.TrimRight(strings.TrimSpace(string(line[i:])), "->\" ,\\n")
			visit(text, place{name, at + i, at + i + len(text)})
		}
		at += len(line)
	}
}

func commentStart(name string) []byte {
	if strings.HasSuffix(name, ".md") {
		return []byte("<!--")
	}
	return []byte("#")
}

// ownSettings compares settings of agentlint: what is checked less, or less severely.
func (c *comparison) ownSettings(name string) {
	before, after := c.before.ownLeaves(name), c.after.ownLeaves(name)
	for _, key := range slices.Sorted(keysOf(union(before, after))) {
		old, wasThere := before[key]
		now, isThere := after[key]
		if wasThere && isThere && old.text == now.text {
			continue
		}
		keys := old.keys
		if isThere {
			keys = now.keys
		}
		if isWeaker(keys, old.text, now.text, wasThere, isThere) {
			title := strings.Join(keys, ".")
			switch {
			case !isThere:
				c.add(topic.Policy, title+" = "+old.text, "", old.at, true)
			case !wasThere:
				c.add(topic.Policy, "", title+" = "+now.text, now.at, false)
			default:
				c.add(topic.Policy, title+" = "+old.text, title+" = "+now.text, now.at, false)
			}
		}
	}
}

func (s *side) ownLeaves(name string) map[string]leaf {
	all := s.leaves(name)
	if path.Base(name) != "pyproject.toml" {
		return all
	}
	own := map[string]leaf{}
	for key, l := range all {
		if len(l.keys) > 2 && l.keys[0] == "tool" && l.keys[1] == "agentlint" {
			l.keys = l.keys[2:]
			own[key] = l
		}
	}
	return own
}

// severities rank how severely something is reported.
var severities = map[string]int{`"off"`: 0, "false": 0, `"note"`: 1, `"warning"`: 2, `"error"`: 3}

// isWeaker reports whether a setting checks less than it did.
func isWeaker(keys []string, before, after string, wasThere, isThere bool) bool {
	switch key := keys[len(keys)-1]; {
	case slices.Contains(keys, "rules"):
		old, oldKnown := severities[before]
		now, nowKnown := severities[after]
		switch {
		case nowKnown:
			return !wasThere && now < 2 || oldKnown && now < old
		case oldKnown:
			return false // the default holds again
		}
		a, aOK := numberOf(before)
		b, bOK := numberOf(after)
		return isThere && bOK && (!wasThere || aOK && isLooser(key, a, b))
	case key == "ignore" || key == "exclude" || strings.HasPrefix(key, "extend-ignore"):
		return isThere && !isSubset(after, before)
	case key == "select":
		return isThere && (!wasThere || !isSubset(before, after))
	case key == "extend-select" || key == "topics" || key == "protected":
		return wasThere && !isSubset(before, after)
	case key == "fail-on":
		rank := map[string]int{`"note"`: 3, `"warning"`: 2, `"error"`: 1, `"never"`: 0, "": 2}
		return rank[after] < rank[before]
	case key == "ask":
		rank := map[string]int{`"deny"`: 2, `"ask"`: 1, `"tell"`: 0, "": 1}
		return rank[after] < rank[before]
	case slices.Contains(keys, "policy"):
		return wasThere
	}
	return false
}

// isLooser reports whether a bound lets more pass: a maximum that grows, a minimum that shrinks.
func isLooser(key string, before, after float64) bool {
	if strings.Contains(key, "min") {
		return after < before
	}
	return after > before
}

// isSubset reports whether all elements of a written list, or the one value, are in another.
func isSubset(of, in string) bool {
	elements := func(text string) []string {
		return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '(' || r == ')' || r == ' ' })
	}
	all := elements(in)
	return !slices.ContainsFunc(elements(of), func(e string) bool { return !slices.Contains(all, e) })
}

// baseline reports a baseline that accepts more findings.
func (c *comparison) baseline(name string) {
	before, after := c.before.accepted(name), c.after.accepted(name)
	if after > before {
		c.add(topic.Policy, fmt.Sprintf("baseline of %d findings", before), fmt.Sprintf("baseline of %d findings", after), place{path: name}, false)
	}
}

// accepted returns how many findings a baseline accepts.
func (s *side) accepted(name string) (n int) {
	src := s.source(name)
	if src == nil {
		return 0
	}
	f := config.Parse(src, config.JSON)
	for key, v := range f.Root.Scalars() {
		if count, err := strconv.Atoi(v.Text()); err == nil && key == "count" {
			n += count
		}
	}
	return n
}

// workflow reports checks by agentlint that are not made any more, or whose result does not count.
func (c *comparison) workflow(name string) {
	before, after := c.before.checks(name), c.after.checks(name)
	for text, old := range before {
		switch now, isThere := after[text]; {
		case !isThere:
			c.add(topic.Policy, "check: "+text, "", old.at, true)
		case now.text != old.text && now.text != "":
			c.add(topic.Policy, "check: "+text, "check: "+text+", "+now.text, now.at, false)
		}
	}
}

// checks returns the lines of a file that run agentlint, each with what keeps it from failing.
func (s *side) checks(name string) map[string]requirement {
	all := map[string]requirement{}
	src := s.source(name)
	if src == nil {
		return all
	}
	goesOn := bytes.Contains(src.Text, []byte("continue-on-error: true")) || bytes.Contains(src.Text, []byte("allow_failure: true"))
	at := 0
	for line := range bytes.Lines(src.Text) {
		text := strings.TrimSpace(string(line))
		if strings.Contains(text, "agentlint") && !strings.HasPrefix(text, "#") && !strings.HasPrefix(text, "name:") && !strings.HasPrefix(text, "- name:") {
			lax := ""
			for _, part := range []string{"|| true", "--fail-on never", "--exit-zero"} {
				if strings.Contains(text, part) {
					lax = part
				}
			}
			if goesOn {
				lax = "and its failure is ignored"
			}
			key := checkKey(text)
			all[key] = requirement{lax, place{name, at, at + len(line)}}
		}
		at += len(line)
	}
	return all
}

// checkKey tells what a line runs whatever its flags are.
func checkKey(text string) string {
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "- "), "run: "), "uses: ")
	if i := strings.Index(text, " --"); i >= 0 {
		text = text[:i]
	}
	text, _, _ = strings.Cut(text, "||")
	text, _, _ = strings.Cut(text, "@")
	return strings.TrimSpace(text)
}
