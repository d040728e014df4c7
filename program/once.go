package program

// once returns what is known for a key, which is found when it is first asked for. A program belongs to one
// goroutine, so nothing is locked.
func once[K comparable, V any](known *map[K]V, key K, find func() V) V {
	v, ok := (*known)[key]
	if !ok {
		v = find()
		if *known == nil {
			*known = map[K]V{}
		}
		(*known)[key] = v
	}
	return v
}
