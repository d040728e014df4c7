package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

type value struct {
	Name string
	Of   map[string]Seen
}

func newValue() value {
	return value{strings.Repeat("some text ", 5), map[string]Seen{"a": {Stamp{1, 2, 3, 4}, Sum([]byte("a"))}}}
}

// Whatever becomes of a file, nothing is read from it but what was written.
func TestDamage(t *testing.T) {
	d, key := Dir(filepath.Join(t.TempDir(), "cache")), KeyOf("key")
	if err := d.Store(key, newValue()); err != nil {
		t.Fatal(err)
	}
	keep(t, d, key, "one", "two")
	for _, name := range filesOf(t, d) {
		sound, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range sound {
			for _, damaged := range [][]byte{sound[:i], flipped(sound, i)} {
				if err := os.WriteFile(name, damaged, 0o600); err != nil {
					t.Fatal(err)
				}
				var v value
				if d.Load(key, &v) && (v.Name != newValue().Name || v.Of["a"] != newValue().Of["a"]) {
					t.Errorf("%s, byte %d: loaded %v", filepath.Base(name), i, v)
				}
				p := d.Open(key)
				for _, text := range []string{"one", "two"} {
					if got := p.Get(KeyOf(text)); got != nil && string(got) != text {
						t.Errorf("%s, byte %d: got %q for %q", filepath.Base(name), i, got, text)
					}
				}
				p.Discard()
			}
		}
		if err := os.WriteFile(name, sound, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func flipped(data []byte, i int) []byte {
	data = bytes.Clone(data)
	data[i] ^= 0x55
	return data
}

// together returns n texts whose keys lie in the same file of a pack.
func together(n int) (texts []string) {
	var p Pack
	first, _ := p.of(KeyOf("0"))
	for i := 0; len(texts) < n; i++ {
		text := strconv.Itoa(i)
		if s, _ := p.of(KeyOf(text)); s == first {
			texts = append(texts, text)
		}
	}
	return texts
}

// filesOf returns the paths of the cache's files.
func filesOf(t *testing.T, d Dir) (names []string) {
	t.Helper()
	for _, f := range d.files() {
		names = append(names, filepath.Join(string(d), f.Name()))
	}
	if len(names) == 0 {
		t.Fatal("there are none")
	}
	return names
}

// keep puts texts under their own keys into the pack of a project.
func keep(t *testing.T, d Dir, project Key, texts ...string) {
	t.Helper()
	p := d.Open(project)
	for _, text := range texts {
		p.Put(KeyOf(text), []byte(text))
	}
	if err := p.Commit(true); err != nil {
		t.Fatal(err)
	}
}

// A file of a pack that is written anew has what was asked for or kept and what is new, and nothing else.
func TestPackDropsWhatIsNotUsed(t *testing.T) {
	d, project := Dir(t.TempDir()), KeyOf("project")
	neighbours := together(4)
	old, used, kept, fresh, elsewhere := neighbours[0], neighbours[1], neighbours[2], neighbours[3], "elsewhere"
	keep(t, d, project, old, used, kept, elsewhere)
	p := d.Open(project)
	if got := p.Get(KeyOf(used)); string(got) != used {
		t.Fatalf("got %q", got)
	}
	p.Keep(KeyOf(kept))
	p.Put(KeyOf(fresh), []byte(fresh))
	if err := p.Commit(true); err != nil {
		t.Fatal(err)
	}
	p = d.Open(project)
	defer p.Discard()
	for text, want := range map[string]string{old: "", used: used, kept: kept, fresh: fresh, elsewhere: elsewhere} {
		if got := p.Get(KeyOf(text)); string(got) != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

// A run over a part of a project leaves what is kept of the rest, until that is too much.
func TestPackOfPart(t *testing.T) {
	d, project := Dir(t.TempDir()), KeyOf("project")
	neighbours := together(4)
	rest, fresh, large, last := neighbours[0], neighbours[1], neighbours[2], neighbours[3]
	put := func(text string, value []byte) {
		p := d.Open(project)
		p.Put(KeyOf(text), value)
		if err := p.Commit(false); err != nil {
			t.Fatal(err)
		}
	}
	get := func(text string) []byte {
		p := d.Open(project)
		defer p.Discard()
		return p.Get(KeyOf(text))
	}
	has := func(text string) bool { return get(text) != nil }
	put(rest, []byte("rest"))
	put(fresh, []byte("old"))
	put(fresh, []byte("new"))
	put(large, make([]byte, maxShard+1))
	if string(get(fresh)) != "new" || !has(rest) || !has(large) {
		t.Error("something is gone that was kept")
	}
	put(last, []byte("last"))
	if has(rest) || has(fresh) || has(large) || !has(last) {
		t.Error("what nobody asks for stays, however much it is")
	}
}

// Runs that write at the same time leave what one of them wrote, whole.
func TestWritersAtTheSameTime(t *testing.T) {
	d, key := Dir(filepath.Join(t.TempDir(), "cache")), KeyOf("key")
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for range 20 {
				text := strings.Repeat(fmt.Sprint(i), 1000)
				keep(t, d, key, text)
				if err := d.Store(key, value{Name: text}); err != nil {
					t.Error(err)
				}
				var v value
				if !d.Load(key, &v) || strings.Count(v.Name, v.Name[:1]) != 1000 {
					t.Errorf("loaded %q", v.Name)
				}
			}
		})
	}
	group.Wait()
	for _, name := range filesOf(t, d) {
		if strings.Contains(name, temporary) {
			t.Errorf("%s is left behind", name)
		}
	}
}

// A file counts as the same by its stamp only if that was settled; else by its content.
func TestSeenAgain(t *testing.T) {
	name := filepath.Join(t.TempDir(), "file")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	unread := func(string) string { return "" }
	write("one")
	if s := StampOf(name); s != (Stamp{}) {
		t.Errorf("the stamp %v of a file just written is trusted", s)
	}
	later(t, time.Minute)
	seen := Seen{StampOf(name), SumFile(name)}
	if _, isSame := seen.Again(name, unread); !isSame {
		t.Error("a file that was left alone has to be read again")
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	write("two") // of the same size, and at the same time
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if _, isSame := seen.Again(name, SumFile); isSame && seen.Stamp.Changed != 0 {
		t.Error("a change that hides behind the time of modification is not seen")
	}
	write("one")
	if _, isSame := seen.Again(name, SumFile); !isSame {
		t.Error("a file that has its content back counts as changed")
	}
	later(t, -time.Hour) // the clock is set back
	if s := StampOf(name); s != (Stamp{}) {
		t.Errorf("the stamp %v from the future is trusted", s)
	}
	if _, isSame := (Seen{}).Again(name, SumFile); isSame {
		t.Error("a file that nothing is known of counts as unchanged")
	}
}

// later sets the package's clock to some time from now, for the test.
func later(t *testing.T, d time.Duration) {
	t.Helper()
	now = func() time.Time { return time.Now().Add(d) }
	t.Cleanup(func() { now = time.Now })
}

// What was not used for a month goes, and files of others stay whatever is asked.
func TestPruneAndClean(t *testing.T) {
	d, old, used := Dir(t.TempDir()), KeyOf("old"), KeyOf("used")
	foreign := filepath.Join(string(d), "notes.zip")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-maxAge - time.Hour)
	for _, key := range []Key{old, used} {
		keep(t, d, key, "text")
		if err := d.Store(key, newValue()); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range filesOf(t, d) {
		if err := os.Chtimes(name, long, long); err != nil {
			t.Fatal(err)
		}
	}
	d.Touch(used, used)
	d.Prune()
	var v value
	if d.Load(old, &v) || !d.Load(used, &v) {
		t.Error("want what was used for ever, and what was not for a month")
	}
	if freed, err := d.Clean(); err != nil || freed == 0 || d.Load(used, &v) {
		t.Errorf("freed %d bytes: %v", freed, err)
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error(err)
	}
}
