package main

import (
	"context"
	_ "embed"

	"github.com/agentlint/agentlint/internal/cpython"
)

//go:embed change.py
var script string

// A writer is a CPython that writes programs in other ways.
type writer struct{ *cpython.Process }

func startWriter(ctx context.Context) (writer, error) {
	p, err := cpython.Start(ctx, script)
	return writer{p}, err
}

// A program is what a change has made of one.
type program struct {
	Files map[string]string
	Lines map[string][]int // by path and 1-based line: the line of the source, 0 for none
	Skip  string           // why the change was not made
}

// write writes a program in another way.
func (w writer) write(source, change string) (p program, err error) {
	err = w.Ask(map[string]string{"source": source, "change": change}, &p)
	return p, err
}
