// Package baseline tells the findings that a project has accepted from new ones.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// schema is the version of the file's format. Keys may be added under the same version.
const schema = 1

// A Key is what findings are known by: all that share one are alike.
type Key struct {
	Rule        string `json:"rule"`
	Path        string `json:"path"` // slash-separated
	Fingerprint string `json:"fingerprint"`
}

// A Baseline is how many findings of each key are accepted.
type Baseline map[Key]int

// Of returns the baseline that accepts findings with these keys, and no more.
func Of(keys []Key) Baseline {
	b := Baseline{}
	for _, k := range keys {
		b[k]++
	}
	return b
}

// Rename gives rules the names that they have now.
func (b Baseline) Rename(now func(rule string) string) Baseline {
	renamed, names := Baseline{}, map[string]string{}
	for k, count := range b {
		name, ok := names[k.Rule]
		if !ok {
			name = now(k.Rule)
			names[k.Rule] = name
		}
		k.Rule = name
		renamed[k] += count
	}
	return renamed
}

// Size returns how many findings are accepted.
func (b Baseline) Size() int {
	n := 0
	for _, count := range b {
		n += count
	}
	return n
}

// Keys returns the keys by path, then rule, then fingerprint.
func (b Baseline) Keys() []Key {
	return slices.SortedFunc(maps.Keys(b), func(x, y Key) int {
		return cmp.Or(cmp.Compare(x.Path, y.Path), cmp.Compare(x.Rule, y.Rule), cmp.Compare(x.Fingerprint, y.Fingerprint))
	})
}

// Take sets findings, given by their keys in the order of a report, against the baseline: known says which of them it
// accepts, and rest is what is left of it. A finding beyond the count of its key is accepted in place of one like it in a
// file that is gone, since that may have been renamed.
func (b Baseline) Take(keys []Key, isGone func(path string) bool) (known []bool, rest Baseline) {
	known, rest = make([]bool, len(keys)), maps.Clone(b)
	for i, k := range keys {
		known[i] = rest.take(k)
	}
	moved := rest.inGoneFiles(isGone)
	for i, k := range keys {
		k.Path = ""
		for _, from := range moved[k] {
			known[i] = known[i] || rest.take(from)
		}
	}
	return known, rest
}

// Elsewhere returns, by the index of a key, how many findings like it are accepted in files that are gone, by path: those that a finding
// may be accepted in place of, of which nothing is used up.
func (b Baseline) Elsewhere(keys []Key, isGone func(path string) bool) map[int]map[string]int {
	left, moved := map[int]map[string]int{}, b.inGoneFiles(isGone)
	for i, k := range keys {
		k.Path = ""
		for _, from := range moved[k] {
			if left[i] == nil {
				left[i] = map[string]int{}
			}
			left[i][from.Path] = b[from]
		}
	}
	return left
}

// take uses up one finding, if there is one left.
func (b Baseline) take(k Key) bool {
	if b[k] == 0 {
		return false
	}
	if b[k]--; b[k] == 0 {
		delete(b, k)
	}
	return true
}

// inGoneFiles returns the keys of files that are gone, by what is left of a key without its path.
func (b Baseline) inGoneFiles(isGone func(path string) bool) map[Key][]Key {
	gone, moved := map[string]bool{}, map[Key][]Key{}
	for _, k := range b.Keys() {
		if _, asked := gone[k.Path]; !asked {
			gone[k.Path] = isGone(k.Path)
		}
		if gone[k.Path] {
			pathless := Key{Rule: k.Rule, Fingerprint: k.Fingerprint}
			moved[pathless] = append(moved[pathless], k)
		}
	}
	return moved
}

// An entry is a line of the file.
type entry struct {
	Key
	Count int `json:"count"`
}

// JSON returns the file's content, sorted, an entry a line, so that branches can be merged.
func (b Baseline) JSON() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\"schema\":%d,\"findings\":[", schema)
	separator := "\n"
	for _, k := range b.Keys() {
		line, _ := json.Marshal(entry{k, b[k]}) // strings and a number, which can't fail
		out.WriteString(separator)
		out.Write(line)
		separator = ",\n"
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}
