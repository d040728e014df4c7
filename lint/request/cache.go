package request

import "github.com/agentlint/agentlint/lint/cache"

// A Cache is where what runs work out is kept for later ones.
type Cache struct {
	Dir  cache.Dir   // on disk; "" for nowhere
	Live *cache.Live // for later runs of this process, which may have files that are replaced; nil for nowhere
	// World is what results follow from that is neither in the files nor in the Config.
	World []string
}

// NewLive returns what keeps what is worked out for about 75 MB of Python.
func NewLive() *cache.Live { return cache.NewLive(512 << 20) }
