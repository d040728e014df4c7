//go:build race

package rules

// slower is how many times as long things take under the race detector.
const slower = 10
