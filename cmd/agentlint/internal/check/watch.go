package check

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint/request"
)

// watchEvery is the least time between two looks at the files, of which looking takes a tenth at most.
const watchEvery = 500 * time.Millisecond

// A snapshot is when files were written and how long they are, by absolute path. It needs no notifications, which editors,
// containers and network file systems each have in a way of their own.
type snapshot map[string]stamp

type stamp struct {
	modified time.Time
	size     int64
}

// keepWatch checks whenever a file has changed, until it is interrupted.
func (c *Check) keepWatch(cmd *cobra.Command, args []string, check func() error) error {
	c.Cache.Live = request.NewLive()
	isScreen := console.IsTerminal(cmd.OutOrStdout()) && os.Getenv("TERM") != "dumb"
	for {
		before := c.snapshot(cmd, args)
		if isScreen {
			fmt.Fprint(console.Raw(cmd), "\x1b[H\x1b[2J\x1b[3J")
		}
		err := check()
		if cmd.Context().Err() != nil {
			return nil
		}
		if err != nil && !errors.Is(err, console.ErrFindings) {
			fmt.Fprintf(cmd.ErrOrStderr(), "agentlint: %v\n", err)
		}
		if !c.awaitChange(cmd, args, before) {
			return nil
		}
	}
}

// awaitChange returns whether a file is another than before, false if it was interrupted.
func (c *Check) awaitChange(cmd *cobra.Command, args []string, before snapshot) bool {
	wait := watchEvery
	for {
		select {
		case <-cmd.Context().Done():
			return false
		case <-time.After(wait):
		}
		start := time.Now()
		if !maps.Equal(before, c.snapshot(cmd, args)) {
			return cmd.Context().Err() == nil
		}
		wait = max(watchEvery, 10*time.Since(start))
	}
}

// snapshot looks at the files that would be checked, and at those of their settings. What can't be found is not in it; the
// check says why.
func (c *Check) snapshot(cmd *cobra.Command, args []string) snapshot {
	s := snapshot{}
	c.Disk = nil // as in once
	p, _, err := c.prepare(cmd.Context(), args)
	if err != nil {
		return s
	}
	for _, file := range p.Files {
		s.add(file.Abs)
		s.add(filepath.FromSlash(p.sources[file.Path]))
	}
	return s
}

func (s snapshot) add(path string) {
	if info, err := os.Stat(path); err == nil {
		s[path] = stamp{info.ModTime(), info.Size()}
	}
}
