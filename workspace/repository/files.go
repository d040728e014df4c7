package repository

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"
)

// Files returns the paths of the files and folders whose names have one of the endings, relative to the root of the run, in order.
// Whoever is told of the questions learns which there were. In a repository too large to list everything, there may be more.
func (r *Repository) Files(endings ...string) []string {
	all := r.withEndings(endings)
	r.Ask(Question{holdsFiles, strings.Join(endings, " ") + "\x00" + digest(all), 0, 0})
	return all
}

// holdsFiles answers whether the files of the endings are those of which the sum follows.
func (r *Repository) holdsFiles(question string) bool {
	endings, sum, _ := strings.Cut(question, "\x00")
	return digest(r.withEndings(strings.Fields(endings))) == sum
}

func (r *Repository) withEndings(endings []string) (all []string) {
	for _, name := range r.names() {
		if slices.Contains(endings, path.Ext(name)) {
			all = append(all, r.fromRun(name))
		}
	}
	return all
}

func digest(names []string) string {
	sum := sha256.Sum256([]byte(strings.Join(names, "\n")))
	return hex.EncodeToString(sum[:12])
}
