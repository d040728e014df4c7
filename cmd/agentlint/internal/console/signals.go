package console

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// UntilStopped returns a context that ends when somebody wants the program to: with Ctrl-C, by closing its terminal, or as a CI
// runner, a container or an editor does. All that takes time minds it, and takes its temporary files away. A second Ctrl-C ends
// the program at once; the other signals often come twice.
func UntilStopped() (ctx context.Context, stop context.CancelFunc) {
	signals := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // as nohup has it
		signals = append(signals, syscall.SIGHUP)
	}
	ctx, stop = signal.NotifyContext(context.Background(), signals...)
	context.AfterFunc(ctx, func() { signal.Reset(os.Interrupt) })
	return ctx, stop
}

// UnlessStopped does what may wait for ever, such as reading what nobody writes. Once ctx ends it returns errInterrupted: what is
// being done goes on then, and nothing that it changes may be looked at.
func UnlessStopped(ctx context.Context, do func() error) error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case <-ctx.Done():
		return ErrInterrupted
	case err := <-done:
		return err
	}
}
