package main

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A file is one to check, and where its text comes from.
type file struct {
	path string // slash-separated, below the directory that it is laid out in
	text func() ([]byte, error)
}

// A corpus is files of one kind.
type corpus struct {
	files  []file
	origin string // for the report
	mark   string // the format of a comment with the number of a copy, so that no two files are the same
}

const (
	pythonMark   = "\n# copy %d\n"
	markdownMark = "\n<!-- copy %d -->\n"
)

// generatedCode returns n synthetic Python files, which import each other.
func generatedCode(n int) corpus {
	name := func(i int) string { return fmt.Sprintf("package%d/%s.py", i/folder, nameOf(i)) }
	return corpus{generated(n, name, python), "generated training code", pythonMark}
}

// generatedDefinitions returns n synthetic definitions, which hand over to each other.
func generatedDefinitions(n int) corpus {
	name := func(i int) string { return fmt.Sprintf("project%d/.claude/agents/%s.md", i/folder, nameOf(i)) }
	return corpus{generated(n, name, definition), "generated definitions", markdownMark}
}

// codeBelow returns the Python files below dir.
func codeBelow(dir string) (corpus, error) {
	files, err := below(dir, func(name string) bool { return path.Ext(name) == ".py" })
	return corpus{files, "training code in a given folder", pythonMark}, err
}

// definitionsBelow returns the agent definitions below dir.
func definitionsBelow(dir string) (corpus, error) {
	files, err := below(dir, func(name string) bool {
		_, ok := kind.Classify(name)
		return ok
	})
	return corpus{files, "definitions in a given folder", markdownMark}, err
}

func generated(n int, name func(int) string, text func(int) []byte) []file {
	var files []file
	for i := range n {
		files = append(files, file{name(i), func() ([]byte, error) { return text(i), nil }})
	}
	return files
}

// below returns the wanted files below dir, folder by folder. The order of folders is random, so that the first n files
// are like all others; it is the same each time.
func below(dir string, isWanted func(name string) bool) ([]file, error) {
	root, files := os.DirFS(dir), []file{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() && isWanted(name) {
			files = append(files, file{name, func() ([]byte, error) { return fs.ReadFile(root, name) }})
		}
		return err
	})
	slices.SortFunc(files, func(a, b file) int {
		in, other := path.Dir(a.path), path.Dir(b.path)
		return cmp.Or(cmp.Compare(hash(in), hash(other)), strings.Compare(in, other), strings.Compare(a.path, b.path))
	})
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("%s: there are no files of the kind that is measured", dir)
	}
	return files, err
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}

// first returns the corpus cut to n files.
func (c corpus) first(n int) corpus {
	c.files = c.files[:min(n, len(c.files))]
	return c
}

// ofSize returns the first files of the corpus that have at least so many bytes together.
func (c corpus) ofSize(bytes int64) (corpus, error) {
	for i, f := range c.files {
		text, err := f.text()
		if err != nil {
			return c, err
		}
		if bytes -= int64(len(text)); bytes <= 0 {
			return c.first(i + 1), nil
		}
	}
	return c, nil
}

// A tree is a corpus on disk.
type tree struct {
	dir    string
	files  int
	mb     float64 // millions of bytes
	copies int     // of the corpus, the last of which may be cut short
}

// layOut writes n files below dir: the corpus, and as many copies of it as that takes, each below a folder of its own and
// with a comment of its own at the end of each file.
func (c corpus) layOut(dir string, n int) (tree, error) {
	t := tree{dir: dir}
	for i := range n {
		f, number := c.files[i%len(c.files)], i/len(c.files)
		text, err := f.text()
		if err != nil {
			return t, err
		}
		if number > 0 {
			text = fmt.Appendf(text, c.mark, number)
		}
		name := filepath.Join(dir, fmt.Sprintf("copy%d", number), filepath.FromSlash(f.path))
		if err := create(name, text); err != nil {
			return t, err
		}
		t.files, t.copies, t.mb = i+1, number+1, t.mb+float64(len(text))/1e6
	}
	return t, nil
}

// concatenate writes n files of so many bytes each below dir: the texts of the corpus over and over.
func (c corpus) concatenate(dir string, n, bytes int) (tree, error) {
	t := tree{dir: dir, files: n, copies: 1}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return t, err
	}
	next := 0
	for i := range n {
		size := 0
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("file%d.py", i)))
		for ; err == nil && size < bytes; next++ {
			var more int
			more, err = c.files[next%len(c.files)].copyTo(f)
			size += more
		}
		if err := errors.Join(err, f.Close()); err != nil {
			return t, err
		}
		t.mb += float64(size) / 1e6
	}
	return t, nil
}

// copyTo writes the file's text, which alone is in memory: what this program takes is a floor under what it can measure.
func (f file) copyTo(w io.Writer) (int, error) {
	text, err := f.text()
	if err != nil {
		return 0, err
	}
	return w.Write(text)
}

func create(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}
