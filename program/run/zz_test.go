package run

import (
	"os"
	"testing"
	"path/filepath"
	"golang.org/x/tools/txtar"
)

func TestZZ(t *testing.T) {
	dir := os.Getenv("ZZ")
	if dir == "" {
		t.Skip()
	}
	a := &txtar.Archive{}
	filepath.Walk(dir, func(p string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			b, _ := os.ReadFile(p)
			rel, _ := filepath.Rel(dir, p)
			a.Files = append(a.Files, txtar.File{Name: rel, Data: b})
		}
		return nil
	})
	r := Run(projectOf(a), "train.py")
	for _, l := range events(r) {
		t.Log(l)
	}
}
