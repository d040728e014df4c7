package tree_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/agentlint/agentlint/lint/tree"
)

// Whatever moment a link takes the place of a file or a folder, nothing outside is read, listed or written.
func TestSwappedLinks(t *testing.T) {
	dir := layout(t, map[string]string{
		"outside/file": "secret", "outside/folder/file": "secret", "outside/folder/other": "secret",
		"repo/file": "own", "repo/folder/file": "own", "repo/in/side": "own", "repo/in/link": "-> side",
		"links/file": "-> ../outside/file", "links/folder": "-> DIR/outside/folder", "links/link": "-> ../../outside/file",
	})
	repo := filepath.Join(dir, "repo")
	stop := make(chan struct{})
	var swaps sync.WaitGroup
	end := sync.OnceFunc(func() { close(stop); swaps.Wait() })
	defer end()
	for name, link := range map[string]string{"file": "links/file", "folder": "links/folder", "in/link": "links/link"} {
		swaps.Go(func() { swap(t, filepath.Join(repo, name), filepath.Join(dir, link), stop) })
	}
	outside, read := 0, 0
	for i := range 1500 {
		for _, name := range []string{"file", "folder/file", "in/link"} {
			files := tree.New(repo) // which has nothing open yet
			path := filepath.Join(repo, name)
			got, err := files.ReadFile(path)
			if bytes.Contains(got, []byte("secret")) {
				t.Fatalf("%s: read %q", name, got)
			}
			if err == nil {
				read++
			} else {
				outside++
			}
			_ = files.WriteInto(path, os.O_APPEND, []byte(".")) // it may lead outside
			if i%200 == 0 {                                     // the disk is waited for
				_ = files.Replace(path, []byte("own")) // as above
			}
			entries, _ := files.ReadDir(filepath.Dir(path)) // as above
			for _, e := range entries {
				if e.Name() == "other" {
					t.Fatal("listed the outside")
				}
			}
		}
	}
	end()
	if read < 100 || outside < 100 {
		t.Errorf("read %d times, and met %d links", read, outside)
	}
	for _, name := range []string{"file", "folder/file", "folder/other"} {
		if got, err := os.ReadFile(filepath.Join(dir, "outside", name)); string(got) != "secret" || err != nil {
			t.Errorf("outside, %s holds %q: %v", name, got, err)
		}
	}
	if entries, err := os.ReadDir(filepath.Join(dir, "outside", "folder")); len(entries) != 2 || err != nil {
		t.Errorf("something was made outside: %v, %v", entries, err)
	}
}

// swap lets two paths change what they have, again and again, until stop is closed.
func swap(t *testing.T, path, other string, stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		if err := unix.Renameat2(unix.AT_FDCWD, path, unix.AT_FDCWD, other, unix.RENAME_EXCHANGE); err != nil {
			t.Error(err)
			return
		}
	}
}
