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

//go:embed change.py
var script string

// A writer is a CPython that writes programs in other ways.
type writer struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func startWriter(ctx context.Context) (*writer, error) {
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
		return nil, fmt.Errorf("python3 changes programs, and does not start: %w", err)
	}
	return &writer{cmd, in, bufio.NewReader(out)}, nil
}

func (w *writer) close() {
	_ = w.in.Close()
	_ = w.cmd.Wait()
}

// A program is what a change has made of one.
type program struct {
	Files map[string]string
	Lines map[string][]int // by path and 1-based line: the line of the source, 0 for none
	Skip  string           // why the change was not made
}

// write writes a program in another way.
func (w *writer) write(source, change string) (p program, err error) {
	request, err := json.Marshal(map[string]string{"source": source, "change": change})
	if err != nil {
		return p, err
	}
	if _, err := w.in.Write(append(request, '\n')); err != nil {
		return p, fmt.Errorf("python3 does not listen: %w", err)
	}
	line, err := w.out.ReadBytes('\n')
	if err != nil {
		return p, fmt.Errorf("python3 does not answer: %w", err)
	}
	return p, json.Unmarshal(line, &p)
}
