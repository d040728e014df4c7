package modules

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// Looked is the names that were looked for in a folder, whether or not they are there: each without its ending.
type Looked struct {
	Dir   string
	Names []string
}

// notes are the names that were looked for, by folder.
type notes map[string]map[string]bool

// Noting returns an index of the same folders that takes down what is looked for. It is for one goroutine.
func (x *Index) Noting() *Index { return &Index{x.folders, notes{}, map[*finding]bool{}} }

// Looked returns all that was looked for, in order.
func (x *Index) Looked() (all []Looked) {
	for f := range x.asked {
		for _, l := range f.looked {
			x.add(l[0], l[1])
		}
	}
	for _, dir := range slices.Sorted(maps.Keys(x.notes)) {
		all = append(all, Looked{dir, slices.Sorted(maps.Keys(x.notes[dir]))})
	}
	return all
}

// note takes down that a name is looked for in a folder. If the folder is not there, what counts is that the outermost of those
// around it that is not there either may be made.
func (x *Index) note(dir, name string) {
	if x.notes == nil {
		return
	}
	names := x.notes[dir]
	if names[name] {
		return
	}
	if names == nil {
		if above, missing := x.missing(dir); missing != "" {
			x.add(above, missing)
			return
		}
	}
	x.add(dir, name)
}

func (x *Index) add(dir, name string) {
	if x.notes[dir] == nil {
		x.notes[dir] = map[string]bool{}
	}
	x.notes[dir][name] = true
}

// missing returns the outermost folder on the way to one that is not there, and the one that it would be in.
func (x *Index) missing(dir string) (above, name string) {
	for dir != "." && dir != "/" && path.Base(dir) != ".." {
		if in, base := path.Dir(dir), path.Base(dir); !x.folder(in)[base+"/"] && len(x.folder(dir)) == 0 {
			above, name = in, base
		}
		dir = path.Dir(dir)
	}
	return above, name
}

// sizeOver stands for whether a folder is large: it is no name.
func sizeOver(n int) string { return fmt.Sprintf("/%d", n) }

// Answers returns for each name what there is of it now: two are equal if whoever has looked for these finds the same.
func (x *Index) Answers(all []Looked) string {
	var out []byte
	for _, l := range all {
		names := x.folder(l.Dir)
		for _, name := range l.Names {
			answer := byte('0')
			if strings.HasPrefix(name, "/") {
				var n int
				if _, err := fmt.Sscanf(name, "/%d", &n); err == nil && x.isLarge(l.Dir, n) {
					answer = '1'
				}
			} else {
				if names[name+"/"] {
					answer++
				}
				if names[name+".py"] {
					answer += 2
				}
			}
			out = append(out, answer)
		}
	}
	return string(out)
}
