package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// timeout ends a program that hangs.
const timeout = 2 * time.Minute

// A command is a program to measure.
type command struct {
	name   string // for the report
	argv   []string
	dir    string
	env    []string     // added to that of this process
	input  []byte       // on standard input
	before func() error // runs, unmeasured, before each time; nil for nothing
	on     tree         // what it checks
	failed int          // bits of the exit code that mean a failure rather than findings
}

// A sample is what running a command once took, its children included.
type sample struct {
	wall, cpu float64 // seconds
	peak      float64 // millions of bytes of memory at most
}

// A series is the samples of one command, one a round.
type series struct {
	command
	samples []sample
}

// measure runs the command once. What it finds is no error.
func (c command) measure(ctx context.Context) (sample, error) {
	s, _, err := c.run(ctx)
	return s, err
}

// run is measure with what the command says on standard error.
func (c command) run(ctx context.Context) (sample, string, error) {
	if c.before != nil {
		if err := c.before(); err != nil {
			return sample{}, "", err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	var stderr strings.Builder
	cmd := exec.CommandContext(ctx, c.argv[0], c.argv[1:]...)
	cmd.Dir, cmd.Env, cmd.Stderr = c.dir, append(os.Environ(), c.env...), &stderr
	if c.input != nil {
		cmd.Stdin = bytes.NewReader(c.input)
	}
	cmd.WaitDelay = time.Second // for children that outlive it
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if ctx.Err() != nil {
		return sample{}, "", fmt.Errorf("%s: %w after %s", c.name, ctx.Err(), wall.Round(time.Second))
	}
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode()&c.failed != 0) {
		return sample{}, "", fmt.Errorf("%s: %w: %s", strings.Join(c.argv, " "), err, lastLine(stderr.String()))
	}
	state := cmd.ProcessState
	return sample{wall.Seconds(), (state.UserTime() + state.SystemTime()).Seconds(), peak(state)}, stderr.String(), nil
}

// interleave runs the commands in turn: once to warm up, then for so many rounds, or fewer when the time is up. So what
// else the machine does falls on all of them alike.
func interleave(ctx context.Context, rounds int, budget time.Duration, commands ...command) ([]series, error) {
	start := time.Now()
	all := make([]series, len(commands))
	for round := range 1 + rounds {
		for i, c := range commands {
			s, err := c.measure(ctx)
			if err != nil {
				return nil, err
			}
			all[i].command = c
			if round > 0 {
				all[i].samples = append(all[i].samples, s)
			}
		}
		if round > 0 && time.Since(start) > budget {
			break
		}
	}
	return all, nil
}

// A figure is a median with the range it is the median of.
type figure struct{ median, least, most float64 }

func newFigure(values []float64) figure {
	values = slices.Sorted(slices.Values(values))
	n := len(values)
	return figure{(values[(n-1)/2] + values[n/2]) / 2, values[0], values[n-1]}
}

// of returns the figure of one measure in the samples.
func (s series) of(m measure) figure {
	var values []float64
	for _, one := range s.samples {
		values = append(values, m(one))
	}
	return newFigure(values)
}

// A measure takes one number from a sample.
type measure func(sample) float64

func wall(s sample) float64   { return s.wall }
func cpu(s sample) float64    { return s.cpu }
func memory(s sample) float64 { return s.peak }

// ratio compares two series round by round.
func ratio(ours, other series, m measure) figure {
	var ratios []float64
	for i := range ours.samples {
		ratios = append(ratios, m(ours.samples[i])/m(other.samples[i]))
	}
	return newFigure(ratios)
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
