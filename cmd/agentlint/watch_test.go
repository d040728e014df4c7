package main

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// A screen is a writer that a test reads while a command writes.
type screen struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (s *screen) await(t *testing.T, text string, times int) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if strings.Count(s.String(), text) >= times {
			return
		}
	}
	t.Fatalf("want %d of %q in\n%s", times, text, s)
}

// A changed file, a new one and other settings are seen each; an interrupt is a clean end.
func TestWatch(t *testing.T) {
	t.Chdir(t.TempDir())
	write := func(name, content string) {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("train.py", "import torch\n")
	ctx, interrupt := context.WithCancel(t.Context())
	var stdout, stderr screen
	code := make(chan int)
	go func() {
		code <- run(ctx, []string{"--watch", "--select", "bare-except", "--format", "concise"}, &stdout, &stderr)
	}()
	time.Sleep(100 * time.Millisecond)
	const faulty = "import torch\ntry:\n    f()\nexcept:\n    pass\n"
	write("train.py", faulty)
	stdout.await(t, "train.py:4:1: warning", 1)
	write("more.py", faulty)
	stdout.await(t, "more.py:4:1: warning", 1)
	write(".agentlint.yaml", "select: [\n")
	stderr.await(t, ".agentlint.yaml", 1)
	write(".agentlint.yaml", "rules: {bare-except: note}\n")
	stdout.await(t, "more.py:4:1: note", 1)
	if strings.Contains(stdout.String(), "\x1b") {
		t.Errorf("what is no terminal was cleared: %q", stdout.String())
	}
	interrupt()
	select {
	case got := <-code:
		if got != exitClean {
			t.Errorf("exit code %d", got)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it goes on after an interrupt")
	}
}
