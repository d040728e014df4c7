package main

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/rules/annotations/missingtypeannotations"
	"github.com/agentlint/agentlint/rules/assertions/assertconstant"
	"github.com/agentlint/agentlint/rules/configuration/mutableclassattr"
	"github.com/agentlint/agentlint/rules/configuration/mutabledataclassdefault"
	"github.com/agentlint/agentlint/rules/design/cyclomaticcomplexity"
	"github.com/agentlint/agentlint/rules/design/toomanymethods"
	"github.com/agentlint/agentlint/rules/exceptions/bareexcept"
	"github.com/agentlint/agentlint/rules/exceptions/broadexcept"
	"github.com/agentlint/agentlint/rules/exceptions/duplicateexcept"
	"github.com/agentlint/agentlint/rules/exceptions/emptyexcept"
	"github.com/agentlint/agentlint/rules/exceptions/exceptionnotloggedfully"
	"github.com/agentlint/agentlint/rules/exceptions/lostexception"
	"github.com/agentlint/agentlint/rules/exceptions/raisegeneric"
	"github.com/agentlint/agentlint/rules/exceptions/raisewithoutfrom"
	"github.com/agentlint/agentlint/rules/exceptions/uselesstry"
	"github.com/agentlint/agentlint/rules/functions/callindefault"
	"github.com/agentlint/agentlint/rules/functions/mutabledefaultarg"
	"github.com/agentlint/agentlint/rules/slop/commentedoutcode"
	"github.com/agentlint/agentlint/rules/slop/placeholdercomment"
)

// A check says which rule answers a code of ruff.
type check struct {
	code      string // or several, separated by spaces
	rule      *lint.Rule
	folder    string                    // of the code's fixtures
	configure func(snapshot string) any // the options that a snapshot was taken with, nil if we have none like them; nil for the rule's defaults
	lines     bool                      // ruff has a finding for each line of ours, or several on it
}

var checks = []check{
	{"ANN001 ANN002 ANN003 ANN201 ANN202 ANN204 ANN205 ANN206", missingtypeannotations.Rule, "flake8_annotations", allFunctions, true},
	{"B006", mutabledefaultarg.Rule, "flake8_bugbear", nil, false},
	{"B008", callindefault.Rule, "flake8_bugbear", nil, false},
	{"B011", assertconstant.Rule, "flake8_bugbear", nil, false},
	{"B012", lostexception.Rule, "flake8_bugbear", nil, false},
	{"B014", duplicateexcept.Rule, "flake8_bugbear", nil, false},
	{"B904", raisewithoutfrom.Rule, "flake8_bugbear", nil, false},
	{"BLE001", broadexcept.Rule, "flake8_blind_except", always(broadexcept.Options{AllowLogged: true}), false},
	{"C901", cyclomaticcomplexity.Rule, "mccabe", maxComplexity, false},
	{"E722", bareexcept.Rule, "pycodestyle", nil, false},
	{"ERA001", commentedoutcode.Rule, "eradicate", nil, true},
	{"FIX001", placeholdercomment.Rule, "flake8_fixme", onlyWord("FIXME"), false},
	{"FIX002", placeholdercomment.Rule, "flake8_fixme", onlyWord("TODO"), false},
	{"FIX003", placeholdercomment.Rule, "flake8_fixme", onlyWord("XXX"), false},
	{"FIX004", placeholdercomment.Rule, "flake8_fixme", onlyWord("HACK"), false},
	{"PLR0904", toomanymethods.Rule, "pylint", maxMethods, false},
	{"RUF008", mutabledataclassdefault.Rule, "ruff", nil, false},
	{"RUF012", mutableclassattr.Rule, "ruff", always(mutableclassattr.Options{Classes: "all"}), false},
	{"S110", emptyexcept.Rule, "flake8_bandit", checkTyped, false},
	{"S112", emptyexcept.Rule, "flake8_bandit", checkTyped, false},
	{"TRY002", raisegeneric.Rule, "tryceratops", nil, false},
	{"TRY203", uselesstry.Rule, "tryceratops", nil, false},
	{"TRY400", exceptionnotloggedfully.Rule, "tryceratops", always(exceptionnotloggedfully.Options{RequireTraceback: true}), false},
}

// always is for codes that ruff reports as the rule does with the options.
func always(options any) func(string) any { return func(string) any { return options } }

// allFunctions are the options of snapshots that ruff took with its defaults and all codes.
func allFunctions(snapshot string) any {
	if strings.HasSuffix(snapshot, "defaults.snap") || strings.HasSuffix(snapshot, "allow_overload.snap") {
		return missingtypeannotations.Options{Scope: "all"}
	}
	return nil
}

// checkTyped takes the option from a snapshot's name.
func checkTyped(snapshot string) any {
	return emptyexcept.Options{CheckTyped: strings.Contains(snapshot, "typed")}
}

var maxInName = regexp.MustCompile(`max_complexity_(\d+)`)

// maxComplexity takes the option from a snapshot's name.
func maxComplexity(snapshot string) any {
	options := cyclomaticcomplexity.Rule.Options.(cyclomaticcomplexity.Options)
	if m := maxInName.FindStringSubmatch(snapshot); m != nil {
		options.Max, _ = strconv.Atoi(m[1])
	}
	return options
}

// onlyWord has comments reported that begin with one word: ruff has a code for each.
func onlyWord(word string) func(string) any {
	return func(string) any { return placeholdercomment.Options{Words: []string{word}} }
}

// maxMethods are the options of ruff's test (crates/ruff_linter/src/rules/pylint/mod.rs).
func maxMethods(string) any { return toomanymethods.Options{Max: 7, PublicOnly: true} }

// compareSnapshots prints how each rule agrees with ruff's snapshots.
func compareSnapshots(expected, fixtures, only string) error {
	rows, err := readTSV(expected, "snapshot", 5)
	if err != nil {
		return err
	}
	for _, c := range checks {
		if only != "" && only != c.rule.ID {
			continue
		}
		var t tally
		snapshots := bySnapshot(rows, c)
		for _, snapshot := range slices.Sorted(maps.Keys(snapshots)) {
			found, err := c.find(fixtures, snapshot, snapshots[snapshot])
			if err != nil {
				return err
			}
			t.add(snapshots[snapshot], found)
		}
		t.print(fmt.Sprintf("%s (%s), %d snapshots", c.code, c.rule.ID, len(snapshots)))
	}
	return nil
}

func bySnapshot(rows [][]string, c check) map[string][]place {
	out := map[string][]place{}
	for _, row := range rows {
		if snapshot := row[0]; c.isAbout(snapshot, row[1]) {
			line, _ := strconv.Atoi(row[3])
			column, _ := strconv.Atoi(row[4])
			if c.lines {
				column = 0
			}
			at := place{path: path.Join(c.folder, row[2]), line: line, column: column}
			if !slices.Contains(out[snapshot], at) {
				out[snapshot] = append(out[snapshot], at)
			}
		}
	}
	return out
}

// isAbout reports whether a code's findings in a snapshot are to be compared.
func (c check) isAbout(snapshot, code string) bool {
	return slices.Contains(strings.Fields(c.code), code) && !strings.Contains(snapshot, "preview") &&
		(c.configure == nil || c.configure(snapshot) != nil)
}

// find runs the check over the fixtures of a snapshot.
func (c check) find(fixtures, snapshot string, expected []place) (found []place, err error) {
	rule := c.rule.Clone()
	if c.configure != nil {
		rule.Options = c.configure(snapshot)
	}
	var paths []string
	for _, p := range expected {
		paths = append(paths, p.path)
	}
	findings, err := find(rule, fixtures, slices.Compact(slices.Sorted(slices.Values(paths))))
	for _, f := range findings {
		if !c.lines {
			found = append(found, place{path: f.Path, line: f.Start.Line, column: f.Start.Column})
			continue
		}
		for line := f.Start.Line; line <= f.End.Line; line++ {
			found = append(found, place{path: f.Path, line: line})
		}
	}
	return found, err
}
