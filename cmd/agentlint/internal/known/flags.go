package known

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/lint/wording"
)

// foreign are flags that other linters have, with what is there for the same purpose.
var foreign = map[string]string{
	"add-noqa":                   "--add-ignore=REASON",
	"disable":                    "--ignore RULES",
	"enable":                     "--select RULES",
	"exit-zero":                  "--fail-on never",
	"fix-only":                   "--fix --quiet --fail-on never",
	"ignore-inline-suppressions": "--ignore-suppressions",
	"ignore-noqa":                "--ignore-suppressions",
	"json":                       "--format json",
	"list-rules":                 "agentlint rules",
	"no-respect-gitignore":       "--no-ignore",
	"output-file":                "--format FORMAT=FILE",
	"output-format":              "--format FORMAT",
	"per-file-ignores":           "overrides in the settings",
	"rcfile":                     "--config FILE",
	"reporter":                   "--format FORMAT",
	"show-settings":              "agentlint config show FILE",
}

// FlagError says of a flag that does not exist which one may be meant.
func FlagError(cmd *cobra.Command, err error) error {
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return fmt.Errorf("--%s: %q is not %s", invalid.GetFlag().Name, invalid.GetValue(), kindOf(invalid.GetFlag()))
	}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	name := unknown.GetSpecifiedName()
	if ours, ok := foreign[name]; ok {
		return fmt.Errorf("unknown flag --%s; use %s", name, ours)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if nearest, ok := wording.Nearest(name, names); ok && len(name) > 1 {
		return fmt.Errorf("unknown flag --%s; did you mean --%s?", name, nearest)
	}
	return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
}

// kindOf says what the values of a flag are.
func kindOf(f *pflag.Flag) string {
	switch f.Value.Type() {
	case "bool":
		return "true or false"
	case "int", "int64", "uint":
		return "a whole number"
	}
	return "valid"
}
