package program

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// ring is as many scripts that train as are asked for, each of which imports the next, and the last of which the first.
func ring(scripts int) string {
	var out strings.Builder
	for i := range scripts {
		fmt.Fprintf(&out, `-- m%[1]d.py --
import torch
from m%[2]d import helper as h
def train(model, loader, opt):
    for x in loader:
        opt.zero_grad()
        model(x).backward()
        opt.step()
    print(x)
def helper(x):
    return h(x)
train(m, l, o)
helper(1)
`, i, (i+1)%scripts)
	}
	return out.String()
}

// TestQuestions counts how often a call is looked at, if each script is asked the same about all that it leads to: once.
func TestQuestions(t *testing.T) {
	looked, calls := 0, 0
	q := askCalls(func(callSite) bool { looked++; return false })
	p := link(t, ring(60))
	if len(p.entries) < 2 {
		t.Fatalf("%d scripts train, want several", len(p.entries))
	}
	for e := range p.Entries() {
		for range e.callsIn(q) {
			t.Error("there is none")
		}
	}
	for _, fn := range p.functions {
		calls += len(fn.Calls)
	}
	if looked == 0 || looked > calls {
		t.Errorf("looked at %d calls, but there are %d", looked, calls)
	}
}

// TestManyScripts checks that what scripts lead to, which is the square of their number here, is bounded, and that the first one
// that is left out is named.
func TestManyScripts(t *testing.T) {
	p := link(t, ring(60))
	whole := len(p.entries)
	if p.Beyond != nil || whole < 2 {
		t.Fatalf("%d scripts, beyond %v; want several, and none left out", whole, p.Beyond)
	}
	first := p.entries[0].size() * len(p.entries[0].Trainings)
	p.entries = nil
	p.findEntries(first / maxAsked)
	if len(p.entries) != 1 || p.Beyond == nil {
		t.Errorf("%d scripts, beyond %v; want one, and the next left out", len(p.entries), p.Beyond)
	}
	if p.maxVisits() != maxVisits {
		t.Errorf("a small program may lead to %d calls, want %d", p.maxVisits(), maxVisits)
	}
}

// TestForgetful checks that a script whose answers are not kept gives the same again.
func TestForgetful(t *testing.T) {
	p := link(t, ring(3))
	var kept, again []string
	for e := range p.Entries() {
		e.forgetful = true
		kept = append(kept, outline(e.traceTraining(&e.Trainings[0]), 0))
	}
	for e := range p.Entries() {
		again = append(again, outline(e.traceTraining(&e.Trainings[0]), 0))
	}
	if strings.Join(kept, "") == "" || strings.Join(kept, "") != strings.Join(again, "") {
		t.Errorf("first %q, then %q", kept, again)
	}
}

// TestEntriesEnd checks that no more scripts are judged, nor followed, once nobody wants to know.
func TestEntriesEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	p := link(t, ring(60))
	p.ctx = ctx
	judged := 0
	for range p.Entries() {
		judged++
		cancel()
	}
	if judged != 1 {
		t.Errorf("%d scripts were judged after the interrupt, want none", judged-1)
	}
	if again := LinkContext(ctx, p.Files, nil); len(again.entries) > 0 {
		t.Errorf("%d scripts were followed after the interrupt", len(again.entries))
	}
}
