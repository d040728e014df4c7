package framework

import (
	"slices"
	"strings"
)

// A Sink is what takes a report of how a training goes.
type Sink string

// The sinks.
const (
	Console Sink = "console" // what is printed, or shown beside a progress bar
	Logger  Sink = "logger"
	Tracker Sink = "tracker" // keeps the metrics and settings of runs, to compare them
	Written Sink = "file"    // takes anything: only what is seen to be of a training counts
	Numbers Sink = "numbers" // a file or plot of nothing but numbers
	Copied  Sink = "copy"    // a file of settings that stays with the run
)

// A Log is the facts of a call that reports something, or that opens what takes reports.
type Log struct {
	Sink      Sink      `yaml:"sink"`
	On        []string  `yaml:"on"`        // what the Methods are called on has one of these in its name, in lower case
	Tracker   string    `yaml:"tracker"`   // the tracker that it opens
	Config    *Argument `yaml:"config"`    // what takes the hyperparameters
	Settings  bool      `yaml:"settings"`  // it reports the hyperparameters
	Metrics   bool      `yaml:"metrics"`   // it has losses and metrics reported from now on
	Rate      bool      `yaml:"rate"`      // it has the learning rate reported from now on
	Memory    bool      `yaml:"memory"`    // it reads or reports how much memory the GPU has in use
	Loop      Loop      `yaml:"loop"`      // it configures what this loop reports
	Off       []string  `yaml:"off"`       // arguments with values that stop Loop from reporting losses: logging_strategy=no
	Untracked []string  `yaml:"untracked"` // arguments with values by which Loop reports to no tracker: report_to=none
	PerEpoch  []string  `yaml:"per-epoch"` // arguments with values by which Loop reports losses once an epoch
}

// IsFile reports whether the report goes to a file or plot rather than to a reader.
func (l *Log) IsFile() bool { return l.Sink == Written || l.Sink == Numbers || l.Sink == Copied }

// Takes reports whether a method on what has the given source or name is this call.
func (l *Log) Takes(receiver string) bool {
	receiver = strings.ToLower(receiver)
	return len(l.On) == 0 || slices.ContainsFunc(l.On, func(word string) bool { return strings.Contains(receiver, word) })
}
