package leakage

import (
	"strconv"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A bound is where a slice starts or ends: a share of a number that is not known, and a number of rows.
type bound struct {
	of    value.ID // whose size it is a share of, or that number itself; 0 if it is a number of rows alone
	share float64
	rows  float64
}

// before reports whether a bound is certainly smaller than another: n // 2 is before n, and int(n * 0.7) before int(n * 0.8).
func before(s *story.Story, a, b value.Value) bool {
	x, ok := boundOf(s, a, story.MaxWalk)
	y, ok2 := boundOf(s, b, story.MaxWalk)
	switch {
	case !ok || !ok2 || x.of != y.of:
		return false
	case x.of == 0:
		return (x.rows < 0) == (y.rows < 0) && x.rows < y.rows // rows from the end are counted below 0
	}
	return x.share >= 0 && x.share < y.share && x.rows <= y.rows // rows that are only looked back at do not count: n - 60 and n
}

func boundOf(s *story.Story, v value.Value, depth int) (bound, bool) {
	o := s.Single(v)
	if o == nil || depth == 0 {
		return bound{}, false
	}
	if o.Kind == value.Literal {
		n, err := strconv.ParseFloat(o.Name, 64)
		return bound{rows: n}, err == nil
	}
	if len(o.Args) == 2 && o.Operator != code.Other {
		x, ok := boundOf(s, o.Args[0].Value, depth-1)
		y, ok2 := boundOf(s, o.Args[1].Value, depth-1)
		if ok && ok2 {
			return computed(o.Operator, x, y)
		}
		return bound{}, false
	}
	if rounding[o.Name] && len(o.Args) == 1 {
		return boundOf(s, o.Args[0].Value, depth-1)
	}
	of, ok := s.Record.Heap.One(v)
	if o.Name == "builtins.len()" && len(o.Args) == 1 {
		of, ok = s.Record.Heap.One(o.Args[0].Value)
	}
	return bound{of: of, share: 1}, ok
}

// rounding are the functions that make a number of rows of a share.
var rounding = map[string]bool{"builtins.int()": true, "builtins.round()": true, "math.floor()": true, "math.ceil()": true, "numpy.floor()": true, "numpy.ceil()": true}

// computed is the bound that arithmetic on two others gives.
func computed(op code.Operator, x, y bound) (bound, bool) {
	switch op {
	case code.Add, code.Subtract:
		if op == code.Subtract {
			y.share, y.rows = -y.share, -y.rows
		}
		if x.of != y.of && x.of != 0 && y.of != 0 {
			return bound{}, false
		}
		return bound{of: max(x.of, y.of), share: x.share + y.share, rows: x.rows + y.rows}, true
	case code.Multiply:
		if x.of == 0 {
			x, y = y, x
		}
		return bound{of: x.of, share: x.share * y.rows, rows: x.rows * y.rows}, y.of == 0
	case code.Divide, code.FloorDivide:
		if y.of != 0 || y.rows == 0 {
			return bound{}, false
		}
		return bound{of: x.of, share: x.share / y.rows, rows: x.rows / y.rows}, true
	}
	return bound{}, false
}
