package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
)

//go:embed astdiff.py
var script string

// An oracle is a CPython that compares programs.
type oracle struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startOracle(ctx context.Context) (*oracle, error) {
	cmd := exec.CommandContext(ctx, "python3", "-c", script)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("python3 compares programs, and does not start: %w", err)
	}
	return &oracle{cmd, in, bufio.NewReader(out)}, nil
}

func (o *oracle) close() {
	_ = o.in.Close()
	_ = o.cmd.Wait()
}

// An answer is what CPython says of a program before and after fixes.
type answer struct {
	Compiled    bool         // before
	Error       string       // of the compiler, afterwards
	Differences []difference // of the syntax trees
}

// A difference is one between what a file holds before and after fixes.
type difference struct {
	what     string
	byDesign bool
}

// UnmarshalJSON reads what is different, and whether it is meant to be.
func (d *difference) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[]any{&d.what, &d.byDesign})
}

// ask compares two programs, of which the differences that match one of the patterns are by design.
func (o *oracle) ask(before, after string, patterns []string) (a answer, err error) {
	question, err := json.Marshal(map[string]any{"before": before, "after": after, "patterns": patterns})
	if err != nil {
		return a, err
	}
	if _, err := o.in.Write(append(question, '\n')); err != nil {
		return a, fmt.Errorf("python3 does not listen: %w", err)
	}
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		return a, fmt.Errorf("python3 does not answer: %w", err)
	}
	return a, json.Unmarshal(line, &a)
}
