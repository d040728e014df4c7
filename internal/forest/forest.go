// Package forest puts things that belong together into groups.
package forest

// A Forest is things by number, each with another of its group; a group's root has itself.
type Forest []int

// New returns a forest of n things, each of which is a group.
func New(n int) Forest {
	f := make(Forest, n)
	for i := range f {
		f[i] = i
	}
	return f
}

// Root returns the number of the thing that stands for the group of one.
func (f Forest) Root(i int) int {
	for f[i] != i {
		f[i] = f[f[i]]
		i = f[i]
	}
	return i
}

// Join makes one group of those of two things.
func (f Forest) Join(i, j int) { f[f.Root(i)] = f.Root(j) }
