package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
)

// releasedList has the names of rules, each with the release that first had it. Names are added at a release and never go.
const releasedList = "testdata/rules-released.txt"

// readReleased returns the release that first had a name, by name, and the text of the list.
func readReleased() (since map[string]string, text string, err error) {
	content, err := os.ReadFile(releasedList)
	if err != nil {
		return nil, "", err
	}
	since = map[string]string{}
	for line := range strings.Lines(string(content)) {
		if release, name, ok := strings.Cut(strings.TrimSpace(line), " "); ok && release != "#" {
			since[name] = release
		}
	}
	return since, string(content), nil
}

// nextRelease returns the version in release.env.
func nextRelease() (string, error) {
	content, err := os.ReadFile("release.env")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(content)) {
		if version, ok := strings.CutPrefix(strings.TrimSpace(line), "AGENTLINT_VERSION="); ok && version != "" {
			return version, nil
		}
	}
	return "", errors.New("release.env does not set AGENTLINT_VERSION")
}

// addSince says of each rule which release first has it: that of its oldest name, or the next one.
func addSince(rules []rule) error {
	since, _, err := readReleased()
	if err != nil {
		return err
	}
	next, err := nextRelease()
	if err != nil {
		return err
	}
	for i := range rules {
		r := &rules[i]
		first := r.id
		if len(r.aliases) > 0 {
			first = r.aliases[0]
		}
		r.since = cmp.Or(since[first], since[r.id], next)
	}
	return nil
}

// release adds to the list the names that are new in the release of release.env. It adds nothing as long as a name of the list is gone.
func release(rules []rule) error {
	since, text, err := readReleased()
	if err != nil {
		return err
	}
	version, err := nextRelease()
	if err != nil {
		return err
	}
	var names []string
	for _, r := range rules {
		names = append(append(names, r.id), r.aliases...)
	}
	for name := range since {
		if !slices.Contains(names, name) {
			return fmt.Errorf("the rule %s was in %s and is gone: add its name to the Aliases of the rule that has taken its place, or bring it back as deprecated", name, since[name])
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if since[name] == "" {
			text += version + " " + name + "\n"
		}
	}
	return os.WriteFile(releasedList, []byte(text), 0o644)
}
