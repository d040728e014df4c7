package check

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/fix"
)

// StdinFlags are what an editor uses to have a file checked that it has not saved.
type StdinFlags struct {
	name  string
	Input *Input // nil unless the path is -
}

// An Input is the content that a file is checked with in place of that on disk.
type Input struct {
	discover.Entry
	Content []byte
	IsSaved bool              // the content is what the file has on disk
	Others  map[string][]byte // content of further files, by absolute path; what an editor has not saved
}

// NewInput returns the content of a file that is named as from the directory root.
func NewInput(root, name string, content []byte) *Input {
	abs := filepath.Clean(console.Absolute(root, name))
	return &Input{Entry: discover.Entry{Path: console.Relative(root, abs), Abs: abs}, Content: content}
}

func (s *StdinFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&s.name, "stdin-filename", "", "check standard input as if it were the file `NAME`; the path is -")
}

// open reads standard input if the path is -, and returns the paths with its name.
func (s *StdinFlags) open(cmd *cobra.Command, args []string) ([]string, error) {
	switch {
	case !slices.Contains(args, "-") && s.name == "":
		return args, nil
	case len(args) != 1 || args[0] != "-":
		return nil, errors.New("--stdin-filename requires - as the only path")
	case s.name == "":
		return nil, errors.New("- requires --stdin-filename, whose name and directory decide what is checked and how")
	}
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	var content []byte
	err = console.UnlessStopped(cmd.Context(), func() (err error) {
		content, err = io.ReadAll(cmd.InOrStdin())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("can't read standard input: %w", err)
	}
	s.Input = NewInput(root, s.name, content)
	s.Input.Explicit = true
	return []string{s.name}, nil
}

// reader returns what a run reads the files with that have other content than on disk, and which these are; nil for none.
func (in *Input) reader() (read func(abs string) ([]byte, error), replaced func(abs string) bool) {
	contents := maps.Clone(in.Others)
	if contents == nil {
		contents = map[string][]byte{}
	}
	if contents[in.Abs] = in.Content; in.IsSaved {
		delete(contents, in.Abs)
	}
	if len(contents) == 0 {
		return nil, nil
	}
	read = func(abs string) ([]byte, error) { return contents[filepath.Clean(abs)], nil }
	return read, func(abs string) bool { _, ok := contents[filepath.Clean(abs)]; return ok }
}

// writeFixed puts the fixed content, or what it was if nothing could be fixed, on standard output. All else goes to standard
// error from then on.
func (in *Input) writeFixed(cmd *cobra.Command, changes []fix.Change) error {
	for _, c := range changes { // at most one
		in.Content = c.New
	}
	_, err := console.Raw(cmd).Write(in.Content)
	cmd.SetOut(cmd.ErrOrStderr())
	return err
}
