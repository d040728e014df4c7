package console

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// minCollected is how large the heap is at least when garbage is collected, in bytes: below that it takes a short run much time and frees
// little.
const minCollected = 28 << 20

// initialHeap is how large the heap of a process is when garbage is first collected at 100 percent.
const initialHeap = 4 << 20

// CollectLess lets the heap grow to some size before garbage is collected, unless the environment says how often it is to be.
func CollectLess() {
	if os.Getenv("GOGC") == "" {
		c := &collecting{percent: minCollected / initialHeap * 100}
		debug.SetGCPercent(c.percent)
		c.watch()
	}
}

// A collecting sets how often garbage is collected.
type collecting struct{ percent int }

// watch adjusts that after the next collection, and again after those that follow while the heap is small.
func (c *collecting) watch() {
	runtime.SetFinalizer(new([16]byte), func(*[16]byte) {
		if c.adjust() {
			c.watch()
		}
	})
}

// adjust sets when the next collection is by what the last one has left. It reports false once the heap is large, or somebody else has
// set that.
func (c *collecting) adjust() bool {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	left := max(1, live[0].Value.Uint64())
	before := c.percent
	c.percent = max(100, int((minCollected-min(left, minCollected))*100/left))
	if set := debug.SetGCPercent(c.percent); set != before {
		debug.SetGCPercent(set)
		return false
	}
	return c.percent > 100
}
