// Package clone finds code that stands in several places: the same statements, and training loops that do the same.
package clone

import (
	"cmp"
	"slices"

	"github.com/agentlint/agentlint/program/facts"
)

// A Clone is code that stands in several places.
type Clone struct {
	Places     []facts.Range // by path, then position; they do not overlap
	Statements int           // in each place
}

// Find finds runs of at least so many statements, and tokens in them, that files have in several places. Literals may
// differ. The time it takes grows with the size of the program only: each run of statements is compared once.
func Find(files []*facts.Facts, statements, tokens int) (clones []Clone) {
	c := &cloner{least: statements, tokens: tokens, places: map[uint64][]int{}}
	count := 0
	for _, f := range files {
		count += len(f.Statements)
	}
	c.all, c.covered = make([]located, 0, count), make([]bool, count)
	for _, f := range files {
		c.add(f)
	}
	c.index()
	for i := range c.all {
		if clone, ok := c.cloneAt(i); ok {
			clones = append(clones, clone)
		}
	}
	return clones
}

// A cloner holds the statements of all files, one after the other.
type cloner struct {
	least, tokens int
	all           []located
	covered       []bool
	places        map[uint64][]int // where runs of the least length that stand in several places start, by their hash
}

// A located is a statement and its file.
type located struct {
	*facts.Statement
	file *facts.Facts
}

func (c *cloner) add(f *facts.Facts) {
	for i := range f.Statements {
		c.all = append(c.all, located{&f.Statements[i], f})
	}
}

// index fills places. Sorting leaves a map of the few runs that stand in several.
func (c *cloner) index() {
	type run struct {
		hash uint64
		at   int32
	}
	runs := make([]run, 0, len(c.all))
	for i := 0; i+c.least <= len(c.all); i++ {
		if c.all[i].file == c.all[i+c.least-1].file {
			runs = append(runs, run{c.hash(i), int32(i)})
		}
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	for i, r := range runs {
		if i > 0 && runs[i-1].hash == r.hash || i+1 < len(runs) && runs[i+1].hash == r.hash {
			c.places[r.hash] = append(c.places[r.hash], int(r.at))
		}
	}
}

// hash is that of the run that starts at i.
func (c *cloner) hash(i int) (h uint64) {
	for _, s := range c.all[i : i+c.least] {
		h = h*1099511628211 + s.Text
	}
	return h
}

// cloneAt returns the longest run at i that stands elsewhere too, if it is long enough and not a part of one found before.
func (c *cloner) cloneAt(i int) (Clone, bool) {
	if c.covered[i] || i+c.least > len(c.all) || c.all[i].file != c.all[i+c.least-1].file {
		return Clone{}, false
	}
	h := c.hash(i)
	others := c.places[h]
	delete(c.places, h) // what starts here is compared once
	starts, length := c.longest(i, others)
	if len(starts) < 2 || c.size(i, length) < c.tokens {
		return Clone{}, false
	}
	clone := Clone{Statements: length}
	for _, start := range starts {
		clone.Places = append(clone.Places, c.place(start, length))
		for k := range length {
			c.covered[start+k] = true
		}
	}
	return clone, true
}

// maxCompared bounds how many copies of one run are compared with it.
const maxCompared = 64

// longest returns where the longest run that i has in common with one of the others starts, i included, and its length.
func (c *cloner) longest(i int, others []int) (starts []int, length int) {
	for _, j := range others[:min(len(others), maxCompared)] {
		if j <= i || c.covered[j] {
			continue
		}
		switch n := c.common(i, j); {
		case n < c.least || n < length:
		case n > length:
			starts, length = []int{i, j}, n
		case j >= starts[len(starts)-1]+length:
			starts = append(starts, j)
		}
	}
	return starts, length
}

// common returns how many statements from i and j on are the same, up to where the first run would reach the second.
func (c *cloner) common(i, j int) (n int) {
	for i+n < j && j+n < len(c.all) && !c.covered[i+n] && !c.covered[j+n] && c.all[i+n].Text == c.all[j+n].Text &&
		c.all[i+n].file == c.all[i].file && c.all[j+n].file == c.all[j].file {
		n++
	}
	return n
}

func (c *cloner) size(i, length int) (tokens int) {
	for _, s := range c.all[i : i+length] {
		tokens += int(s.Tokens)
	}
	return tokens
}

func (c *cloner) place(start, length int) facts.Range {
	return facts.Range{File: c.all[start].file, Span: facts.Span{Start: c.all[start].Span.Start, End: c.all[start+length-1].Span.End}}
}
