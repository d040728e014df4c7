package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/agentlint/agentlint/lint/inspect"
)

// each lets an inspector a core do n things, in their order, until all are done or ctx is.
func (r *run) each(ctx context.Context, n int, do func(w *inspect.Inspector, i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) {
		group.Go(func() {
			w, stop := inspect.New(ctx, r.Job, &r.near)
			defer stop()
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				do(w, i)
			}
		})
	}
	group.Wait()
}
