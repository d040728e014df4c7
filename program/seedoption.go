package program

import (
	"slices"
	"strings"
)

// A SeedOption is an option that decides whether a script seeds anything.
type SeedOption struct {
	Name string
	At   Range // where its default is
}

// SeedsByOption answers which options leave the entry unseeded unless they are given, where they are declared.
func (e *Entry) SeedsByOption() (options []SeedOption) {
	names := e.seedConditions()
	if len(names) == 0 {
		return nil
	}
	for _, fn := range e.all {
		for i := range fn.Calls {
			if name := fn.Calls[i].optionWithoutDefault(); slices.Contains(names, name) {
				options = append(options, SeedOption{name, fn.at(fn.Calls[i].Span)})
			}
		}
		for _, a := range fn.Assigns {
			if fn == fn.module.body && a.Value.Text == "None" && len(a.Targets) == 1 && slices.Contains(names, a.Targets[0]) {
				options = append(options, SeedOption{a.Targets[0], fn.at(a.Span)})
			}
			for _, pair := range a.Value.Keys() {
				if pair.Text == "None" && slices.Contains(names, pair.Key) {
					options = append(options, SeedOption{pair.Key, fn.at(a.Span)})
				}
			}
		}
	}
	return options
}

// seedConditions returns the last part of the names on which all seeding in the entry depends.
func (e *Entry) seedConditions() (names []string) {
	for site, external := range e.callsIn(seedsOrDraws) {
		seeds := slices.ContainsFunc(external, func(name string) bool { return len(site.call().seedsOf(name)) > 0 })
		if !seeds {
			continue
		}
		name := e.seedCondition(site, maxDepth)
		if name == "" {
			return nil // it seeds anyway
		}
		names = append(names, name)
	}
	return slices.DeleteFunc(names, e.givesValue)
}

// seedCondition returns the last part of the name that must be set for a call to be made, here or where the function
// is called from, or "".
func (e *Entry) seedCondition(site callSite, depth int) string {
	for block := site.call().Block; block >= 0; block = site.fn.Blocks[block].Parent {
		b := site.fn.Blocks[block]
		if b.Kind != If || strings.HasSuffix(b.Text, "is None") || strings.HasPrefix(b.Text, "not ") {
			continue
		}
		for _, on := range b.On {
			for _, name := range on.Names() {
				if namedSeed.MatchString(name) {
					return lastPart(name)
				}
			}
		}
	}
	if callers := e.callers[site.fn]; len(callers) == 1 && depth > 0 {
		return e.seedCondition(callers[0], depth-1)
	}
	return ""
}

// givesValue reports whether the entry sets a variable or attribute of that name to something.
func (e *Entry) givesValue(name string) bool {
	for _, fn := range e.all {
		for _, a := range fn.Assigns {
			isSet := slices.ContainsFunc(a.Targets, func(target string) bool { return strings.HasSuffix(target, "."+name) })
			if isSet && a.Value.Text != "None" && !slices.ContainsFunc(a.Value.Names(), func(n string) bool { return lastPart(n) == name }) {
				return true
			}
		}
	}
	return false
}

// optionWithoutDefault returns the name of the option that a call of argparse or click declares, if its default is None.
func (c *Call) optionWithoutDefault() string {
	if value, ok := c.arg("default", -1); ok && value.Text != "None" || c.hasArg("action", "required") || c.Unpacks {
		return ""
	}
	return c.option()
}

// option returns the name of the option that a call of argparse or click declares, or "".
func (c *Call) option() string {
	if method := lastPart(c.Callee); method != "add_argument" && method != "option" {
		return ""
	}
	for _, a := range c.Args {
		if option := strings.Trim(a.Text, `"'`); a.Name == "" && strings.HasPrefix(option, "--") {
			return strings.ReplaceAll(strings.TrimLeft(option, "-"), "-", "_")
		}
	}
	return ""
}
