package cache

// Sights are what was last seen of files on disk, by absolute path.
type Sights map[string]Seen

// Look returns what there is to see of a file now. It is read only if it may have changed.
func (s Sights) Look(path string) Seen {
	seen, isSame := s[path].Again(path, SumFile)
	if !isSame {
		seen.Sum = SumFile(path)
	}
	return seen
}

// Unchanged returns what was seen of a file that was left alone since, else nothing. It does not read the file.
func (s Sights) Unchanged(path string) Seen {
	seen, isSame := s[path].Again(path, func(string) string { return "" })
	if !isSame {
		return Seen{}
	}
	return seen
}
