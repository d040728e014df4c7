// Package terminal writes reports for people at a terminal: the text with its excerpts, a line a finding, or counts of rules.
package terminal
