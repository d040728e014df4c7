// Package console is what commands share in speaking to who runs them: paths, progress, signals, and how they end.
package console
