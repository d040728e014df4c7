package repository

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
)

// A content is that of a small file, and what tells it from others.
type content struct {
	text []byte // nil for none, and for one that is too large
	sum  string // "" for none
}

// Content returns the content of the file at a path if it has no more bytes than most, and whether there is a file of any size. Whoever
// is told of the questions learns which content there was.
func (r *Repository) Content(name string, most int) (text []byte, isThere bool) {
	c := r.content(name, most)
	r.Ask(Question{holdsContent, name + "\x00" + c.sum, most, 0})
	return c.text, c.sum != ""
}

// holdsContent answers whether a file has the content of which the name is followed by the sum.
func (r *Repository) holdsContent(question string, most int) bool {
	name, sum, _ := strings.Cut(question, "\x00")
	return r.content(name, most).sum == sum
}

func (r *Repository) content(name string, most int) content {
	if known, ok := r.texts.Load(name); ok {
		return known.(content)
	}
	c := r.readContent(name, most)
	r.texts.Store(name, c)
	return c
}

func (r *Repository) readContent(name string, most int) content {
	name, ok := r.inside(name)
	if !ok {
		return content{}
	}
	info, err := fs.Stat(r.files, name)
	switch {
	case err != nil || !info.Mode().IsRegular():
		return content{}
	case info.Size() > int64(most):
		return content{sum: "too large"}
	}
	text := r.read(name)
	if len(text) > most {
		return content{sum: "too large"}
	}
	sum := sha256.Sum256(text)
	return content{text, hex.EncodeToString(sum[:12])}
}
