package check

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint/wording"
)

// verbs are what other linters call what agentlint does without a subcommand.
var verbs = []string{"check", "lint", "run"}

// word is what is more likely a command than a path.
var word = pattern.New(`^[A-Za-z][A-Za-z-]*$`)

// asPaths returns the paths among what was typed. The first word may be a verb, unless something here has its name.
func asPaths(cmd *cobra.Command, args []string) ([]string, error) {
	if len(args) == 0 || !word.MatchString(args[0]) {
		return args, nil
	}
	if _, err := os.Lstat(args[0]); !errors.Is(err, fs.ErrNotExist) {
		return args, nil
	}
	if slices.Contains(verbs, args[0]) {
		return args[1:], nil
	}
	names := slices.Clone(verbs)
	for _, sub := range cmd.Commands() {
		names = append(names, sub.Name())
	}
	if nearest, ok := wording.Nearest(args[0], names); ok {
		return nil, fmt.Errorf("unknown command or path %q; did you mean %q?", args[0], nearest)
	}
	if args[0] == "fix" {
		return nil, fmt.Errorf("unknown command or path %q; agentlint --fix applies safe fixes", args[0])
	}
	return nil, fmt.Errorf("unknown command or path %q; agentlint --help lists the commands", args[0])
}
