package cache

import "testing"

func TestLive(t *testing.T) {
	l := NewLive(100)
	has := func(want string) {
		t.Helper()
		got := ""
		for _, key := range []Key{"a", "b", "c", "d", "p"} {
			if l.entries[key] != nil { // which is no question
				got += string(key)
			}
		}
		if got != want {
			t.Errorf("it has %q, want %q", got, want)
		}
	}
	l.Begin()
	l.Pin("p", "for good")
	l.Put("a", "a", 60)
	l.Put("b", "b", 60) // there is no room, and a is of this run, too
	has("ap")
	l.Begin()
	l.Put("c", "c", 40)
	has("acp")
	l.Put("d", "d", 50) // for which a has to go, that nobody has asked for
	has("cdp")
	l.Begin()
	if l.Get("c") != "c" || l.Get("a") != nil {
		t.Error("a value is not the one that was put")
	}
	l.Put("c", "another", 45)
	l.Put("a", "a", 50) // for which d has to go
	has("acp")
	if l.Get("c") != "another" || l.size != 95 {
		t.Errorf("it has %v, and %d bytes", l.Get("c"), l.size)
	}
	l = nil
	l.Put("a", "a", 1)
	if l.Get("a") != nil {
		t.Error("nothing has something")
	}
}
