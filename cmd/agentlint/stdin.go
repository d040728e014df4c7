package main

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

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/fix"
)

// stdinFlags are what an editor uses to have a file checked that it has not saved.
type stdinFlags struct {
	name  string
	input *input // nil unless the path is -
}

// An input is the content that a file is checked with in place of that on disk.
type input struct {
	discover.Entry
	content []byte
	isSaved bool              // the content is what the file has on disk
	others  map[string][]byte // content of further files, by absolute path; what an editor has not saved
}

// newInput returns the content of a file that is named as from the directory root.
func newInput(root, name string, content []byte) *input {
	abs := filepath.Clean(absolute(root, name))
	return &input{Entry: discover.Entry{Path: relative(root, abs), Abs: abs}, content: content}
}

func (s *stdinFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&s.name, "stdin-filename", "", "`NAME` of the file that standard input has in place of the disk; the path is -")
}

// open reads standard input if the path is -, and returns the paths with its name.
func (s *stdinFlags) open(cmd *cobra.Command, args []string) ([]string, error) {
	switch {
	case !slices.Contains(args, "-") && s.name == "":
		return args, nil
	case len(args) != 1 || args[0] != "-":
		return nil, errors.New("--stdin-filename and -: want - as the only path")
	case s.name == "":
		return nil, errors.New("-: want --stdin-filename, whose name and directory say what is checked and how")
	}
	root, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	var content []byte
	err = unlessStopped(cmd.Context(), func() (err error) {
		content, err = io.ReadAll(cmd.InOrStdin())
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("can't read standard input: %w", err)
	}
	s.input = newInput(root, s.name, content)
	s.input.Explicit = true
	return []string{s.name}, nil
}

// relative returns an absolute path as findings have it: with slashes, and relative to a directory if it lies below it.
func relative(dir, abs string) string {
	if rel, err := filepath.Rel(dir, abs); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(abs)
}

// reader returns what a run reads the files with that have other content than on disk, and which these are; nil for none.
func (in *input) reader() (read func(abs string) ([]byte, error), replaced func(abs string) bool) {
	contents := maps.Clone(in.others)
	if contents == nil {
		contents = map[string][]byte{}
	}
	if contents[in.Abs] = in.content; in.isSaved {
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
func (in *input) writeFixed(cmd *cobra.Command, changes []fix.Change) error {
	for _, c := range changes { // at most one
		in.content = c.New
	}
	_, err := raw(cmd).Write(in.content)
	cmd.SetOut(cmd.ErrOrStderr())
	return err
}
