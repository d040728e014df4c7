package console

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"
)

// A small heap is collected at the least size, and a large one, or one that somebody else has set, as it was.
func TestCollecting(t *testing.T) {
	before := debug.SetGCPercent(700)
	defer debug.SetGCPercent(before)
	runtime.GC()
	c := &collecting{percent: 700}
	if !c.adjust() || c.percent <= 100 {
		t.Errorf("a small heap is collected at %d percent", c.percent)
	}
	large := make([]*[1 << 20]byte, 40)
	for i := range large {
		large[i] = new([1 << 20]byte)
	}
	runtime.GC()
	if c.adjust() || c.percent != 100 {
		t.Errorf("a large heap is collected at %d percent", c.percent)
	}
	runtime.KeepAlive(large)
	debug.SetGCPercent(-1)
	if c.adjust() {
		t.Error("what somebody else has set is adjusted")
	}
	if set := debug.SetGCPercent(math.MaxInt32); set != -1 {
		t.Errorf("what somebody else has set becomes %d", set)
	}
}
