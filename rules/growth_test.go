package rules

import (
	"runtime"
	"testing"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
)

// TestGrowth checks that the bytes which are allocated to check a hostile input grow with its size, and not with the square of it.
// It doubles the input three times, and compares what the last doubling adds with what the first does: slices and maps grow in
// leaps, so that what one doubling adds says little.
func TestGrowth(t *testing.T) {
	const size = 4 << 10
	for _, input := range growing() {
		t.Run(input.name, func(t *testing.T) {
			check(t, input, 2*size) // what is made once is made now
			var took [4]float64
			for range 3 { // pools forget at random under the race detector, which only adds
				took = doubling(func(times int) { check(t, input, times*size) })
				if isGradual(took) {
					return
				}
			}
			t.Errorf("%.0f bytes for an input of %d and its doubles", took, size)
		})
	}
}

// doubling returns how many bytes something allocates once, twice, four and eight times as large.
func doubling(do func(times int)) (took [4]float64) {
	for i := range took {
		took[i] = allocated(func() { do(1 << i) })
	}
	return took
}

func isGradual(took [4]float64) bool {
	first, last := took[1]-took[0], took[3]-took[2]
	return last <= mostly*max(first, took[0]/5)
}

// mostly is how many times as much the last doubling may add as the first: four times if what it takes grows with the size, eight
// with its power of 1.5, and sixteen with its square.
const mostly = 8

func check(t *testing.T, input hostile, size int) {
	file := discover.Entry{Path: input.file, Abs: "/r/" + input.file, Explicit: true}
	lintHostile(t, request.Config{Files: []discover.Entry{file}}, map[string]string{input.file: input.make(size)})
}

// allocated returns how many bytes something allocates.
func allocated(do func()) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc)
}
