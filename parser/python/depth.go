package python

// MaxDepth is how deep nodes may nest: rules, and what they rest on, go down a tree by calling themselves. Python's own
// compiler gives up on code a fraction as deep.
const MaxDepth = 1000

// isTooDeep reports whether nodes nest over MaxDepth levels deep.
func isTooDeep(records []record) bool {
	depth := 0
	for i := 1; i < len(records); i++ {
		depth++
		for at := uint32(i) - 1; at != records[i].parent; at = records[at].parent {
			depth--
		}
		if depth > MaxDepth {
			return true
		}
	}
	return false
}
