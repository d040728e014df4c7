package cache

import (
	"math"
	"sync"
)

// A Live keeps values in memory, for later runs of the same process. When it is full, what the run under way has not asked for
// goes, and if that is not enough, nothing more is taken in. A nil one keeps nothing. It is safe for concurrent use.
type Live struct {
	limit int // bytes

	mu      sync.Mutex
	size    int // bytes of what it has
	run     int // the number of the run under way
	tidied  int // the number of the run for which there was made room
	entries map[Key]*entry
}

// An entry is one value.
type entry struct {
	value any
	size  int // bytes
	run   int // that asked for it last
}

// NewLive returns one for values of about so many bytes.
func NewLive(limit int) *Live { return &Live{limit: limit, entries: map[Key]*entry{}} }

// Begin says that another run begins.
func (l *Live) Begin() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.run++
}

// Get returns the value of a key, nil if there is none. All who ask get the same one, so it must not be changed.
func (l *Live) Get(key Key) any {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.entries[key]
	if e == nil {
		return nil
	}
	e.run = max(e.run, l.run)
	return e.value
}

// Put keeps the value of a key, which takes about so many bytes, if there is room.
func (l *Live) Put(key Key, value any, size int) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.drop(key)
	if l.size+size > l.limit {
		l.tidy()
	}
	if l.size+size <= l.limit {
		l.entries[key] = &entry{value, size, l.run}
		l.size += size
	}
}

// Pin keeps the value of a key for good, whatever its size.
func (l *Live) Pin(key Key, value any) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.drop(key)
	l.entries[key] = &entry{value, 0, math.MaxInt}
}

// tidy lets go of what the run under way has not asked for, once a run.
func (l *Live) tidy() {
	if l.tidied == l.run {
		return
	}
	l.tidied = l.run
	for key, e := range l.entries {
		if e.run < l.run {
			l.drop(key)
		}
	}
}

func (l *Live) drop(key Key) {
	if e := l.entries[key]; e != nil {
		l.size -= e.size
		delete(l.entries, key)
	}
}
