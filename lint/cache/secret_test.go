package cache

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// TestMain has a secret of its own, for tests leave the user's home alone.
func TestMain(m *testing.M) {
	use("the secret of all tests")
	os.Exit(m.Run())
}

func use(text string) {
	secret = func() ([]byte, error) { return []byte(text), nil }
}

// What somebody else has written is not there, and what we have written is in no other place.
func TestForeignCache(t *testing.T) {
	d, key, other := Dir(t.TempDir()), KeyOf("key"), KeyOf("other")
	t.Cleanup(func() { use("the secret of all tests") })
	use("their secret")
	keep(t, d, key, "one")
	if err := d.Store(key, newValue()); err != nil {
		t.Fatal(err)
	}
	var v value
	if p := d.Open(key); !d.Load(key, &v) || string(p.Get(KeyOf("one"))) != "one" {
		t.Fatal("they have lost what they wrote")
	}
	use("our secret")
	p := d.Open(key)
	if d.Load(key, &v) || p.Get(KeyOf("one")) != nil {
		t.Error("what they have written counts")
	}
	p.Put(KeyOf("one"), []byte("ours"))
	if err := p.Commit(true); err != nil {
		t.Fatal(err)
	}
	if p := d.Open(key); string(p.Get(KeyOf("one"))) != "ours" {
		t.Error("what we have written is gone")
	}

	use("their secret") // and what is signed is under its own name alone
	for i := range shards {
		_ = os.Rename(d.file(shardKey(key, i), packSuffix), d.file(shardKey(other, i), packSuffix))
	}
	if err := os.Rename(d.file(key, runSuffix), d.file(other, runSuffix)); err != nil {
		t.Fatal(err)
	}
	use("our secret")
	if p := d.Open(other); d.Load(other, &v) || p.Get(KeyOf("one")) != nil {
		t.Error("what was written for one project counts for another")
	}
}

func TestSecretInFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "new", "agentlint.key")
	first, err := secretIn(name)
	if err != nil || len(first) != secretSize {
		t.Fatal(first, err)
	}
	if again, err := secretIn(name); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the second time it is %x, not %x: %v", again, first, err)
	}
	if info, err := os.Stat(name); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	for what, spoil := range map[string]func() error{
		"empty":       func() error { return os.Truncate(name, 0) },
		"short":       func() error { return os.Truncate(name, secretSize-1) },
		"long":        func() error { return os.Truncate(name, secretSize+1) },
		"for all":     func() error { return os.Chmod(name, 0o644) },
		"for a group": func() error { return os.Chmod(name, 0o620) },
	} {
		if runtime.GOOS == "windows" && strings.HasPrefix(what, "for") {
			continue
		}
		before, err := secretIn(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		after, err := secretIn(name)
		if err != nil || bytes.Equal(before, after) || len(after) != secretSize {
			t.Errorf("%s: %x became %x: %v", what, before, after, err)
		}
	}
	if entries, err := os.ReadDir(filepath.Dir(name)); len(entries) != 1 || err != nil {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// Those that start at the same time agree.
func TestSecretOfManyFirstRuns(t *testing.T) {
	name := filepath.Join(t.TempDir(), "agentlint.key")
	var group sync.WaitGroup
	found := make([][]byte, 16)
	for i := range found {
		group.Go(func() {
			var err error
			if found[i], err = secretIn(name); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for _, other := range found {
		if !bytes.Equal(other, found[0]) {
			t.Errorf("%x and %x", found[0], other)
		}
	}
}

// Where no secret can be kept there is none, and the reason is told.
func TestNoSecret(t *testing.T) {
	dir := t.TempDir()
	blocked, folder := filepath.Join(dir, "file", "agentlint.key"), filepath.Join(dir, "agentlint.key")
	for _, err := range []error{os.WriteFile(filepath.Join(dir, "file"), nil, 0o600), os.MkdirAll(filepath.Join(folder, "x"), 0o700)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{blocked, folder} {
		found, err := secretIn(name)
		if found != nil || err == nil || !strings.Contains(err.Error(), "the key of the cache") {
			t.Errorf("%s: %x, %v", name, found, err)
		}
		secret = func() ([]byte, error) { return secretIn(name) }
		t.Cleanup(func() { use("the secret of all tests") })
		d := Dir(t.TempDir())
		if err := d.Store(KeyOf("key"), newValue()); err == nil {
			t.Error("something is stored all the same")
		}
		p := d.Open(KeyOf("key"))
		p.Put(KeyOf("one"), []byte("one"))
		if err := p.Commit(true); err == nil || p.Get(KeyOf("one")) != nil {
			t.Errorf("something is kept all the same: %v", err)
		}
		if entries, _ := os.ReadDir(string(d)); len(entries) > 0 {
			t.Errorf("left behind: %v", entries)
		}
	}
}

// What is compressed may be a thousand times as large as the file, so it is not ours.
func TestCompressedIsForeign(t *testing.T) {
	d, project, key := Dir(t.TempDir()), KeyOf("project"), KeyOf("one")
	s, name := d.Open(project).of(key)
	for method, want := range map[uint16]string{zip.Store: "one", zip.Deflate: ""} {
		var file bytes.Buffer
		w := zip.NewWriter(&file)
		entry, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		signed, err := s.signer(key)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(signed.write(entry, []byte("one")), w.Close(), os.WriteFile(d.file(s.key, packSuffix), file.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
		p := d.Open(project)
		if got := p.Get(key); string(got) != want {
			t.Errorf("method %d: %q, want %q", method, got, want)
		}
		p.Discard()
	}
}
