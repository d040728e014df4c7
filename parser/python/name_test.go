package python

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestIdentifiers(t *testing.T) {
	f := parse(t, "x = 1\ndef f(y):\n    x = y\n    return x\nprint(x, yx)\n")
	for _, tt := range []struct {
		within Node
		name   string
		lines  []int
	}{
		{f.Root(), "x", []int{1, 3, 4, 5}},
		{f.Routine("f"), "x", []int{3, 4}},
		{f.Routine("f"), "print", nil},
		{f.Root(), "z", nil},
		{Node{}, "x", nil},
	} {
		var lines []int
		for n := range tt.within.Identifiers(tt.name) {
			lines = append(lines, f.Line(n.Pos()))
		}
		if !slices.Equal(lines, tt.lines) {
			t.Errorf("%s stands on lines %v of %q, want %v", tt.name, lines, tt.within.Text(), tt.lines)
		}
	}
}

func TestBinding(t *testing.T) {
	f := parse(t, "import a\nb = 1\nb = 2\ntry:\n    import c\nexcept ImportError:\n    c = None\nuse(a, b, c, d)\n")
	for name, want := range map[string]string{"a": "a true true", "b": " false false", "c": "c false true", "d": " false false"} {
		var use Node
		for n := range f.Root().Identifiers(name) {
			use = n
		}
		_, single := use.Binding()
		if got := fmt.Sprint(use.QualifiedName(), " ", single, " ", use.IsImported()); got != want {
			t.Errorf("%s: qualified name, one binding, imported: %q, want %q", name, got, want)
		}
	}
}

// TestManyBindings checks that a name that is bound too often to tell what it means does not resolve.
func TestManyBindings(t *testing.T) {
	for n, want := range map[int]string{MaxBindings: "a.b", MaxBindings + 1: ""} {
		f := parse(t, strings.Repeat("from a import b\n", n)+"b\n")
		var last Node
		for last = range f.Root().Identifiers("b") {
			continue
		}
		if got := last.QualifiedName(); got != want {
			t.Errorf("bound %d times, it is %q, want %q", n, got, want)
		}
		bindings := 0
		for range last.Bindings() {
			bindings++
		}
		if bindings != MaxBindings {
			t.Errorf("%d bindings, want %d", bindings, MaxBindings)
		}
	}
}
