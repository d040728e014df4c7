package gate

import (
	"bytes"
	"io/fs"
	"maps"
	"testing"
)

// TestProposed computes files as hosts' tools would write them.
func TestProposed(t *testing.T) {
	files := map[string]string{
		"a.py":    "one\ntwo\nthree\ntwo\n",
		"n.ipynb": `{"cells": [{"cell_type": "code", "id": "x", "source": "a = 1", "metadata": {}}], "nbformat": 4}`,
	}
	read := func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	}
	for _, c := range []struct {
		name, input string
		want        map[string]string // "-" for a file that is gone
	}{
		{"edit", `{"file_path": "a.py", "old_string": "one", "new_string": "1"}`, map[string]string{"a.py": "1\ntwo\nthree\ntwo\n"}},
		{"all", `{"file_path": "a.py", "old_string": "two", "new_string": "2", "replace_all": true}`, map[string]string{"a.py": "one\n2\nthree\n2\n"}},
		{"in order", `{"file_path": "a.py", "edits": [{"old_string": "one", "new_string": "x"}, {"old_string": "x\n", "new_string": ""}]}`, map[string]string{"a.py": "two\nthree\ntwo\n"}},
		{"not there", `{"file_path": "a.py", "old_string": "four", "new_string": "4"}`, nil},
		{"half", `{"file_path": "a.py", "edits": [{"old_string": "one", "new_string": "x"}, {"old_string": "four", "new_string": ""}]}`, nil},
		{"new", `{"file_path": "b.py", "old_string": "", "new_string": "x"}`, map[string]string{"b.py": "x"}},
		{"whole", `{"filePath": "b.py", "content": ""}`, map[string]string{"b.py": ""}},
		{"copilot", `"{\"path\": \"a.py\", \"old_str\": \"one\", \"new_str\": \"1\"}"`, map[string]string{"a.py": "1\ntwo\nthree\ntwo\n"}},
		{"patch", `{"command": "*** Begin Patch\n*** Update File: a.py\n@@ three\n-two\n+2\n*** Add File: c.py\n+x\n*** End Patch\n"}`, map[string]string{"a.py": "one\ntwo\nthree\n2\n", "c.py": "x\n"}},
		{"move", `{"input": "*** Begin Patch\n*** Update File: a.py\n*** Move to: d.py\n@@\n-one\n+1\n*** End Patch"}`, map[string]string{"a.py": "-", "d.py": "1\ntwo\nthree\ntwo\n"}},
		{"delete", `{"command": "*** Begin Patch\n*** Delete File: a.py\n*** End Patch"}`, map[string]string{"a.py": "-"}},
		{"misfit", `{"command": "*** Begin Patch\n*** Update File: a.py\n@@\n-four\n+4\n*** End Patch"}`, map[string]string{}},
		{"shell", `{"command": "ls"}`, nil}, {"no object", `[1]`, nil}, {"broken", `{`, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := map[string]string{}
			for path, data := range Proposed([]byte(c.input), read) {
				if got[path] = string(data); data == nil {
					got[path] = "-"
				}
			}
			if !maps.Equal(got, c.want) && len(got)+len(c.want) > 0 {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
	cells := Proposed([]byte(`{"notebook_path": "n.ipynb", "cell_id": "x", "new_source": "a = 2"}`), read)["n.ipynb"]
	if !bytes.Contains(cells, []byte(`"source": "a = 2"`)) {
		t.Errorf("%s", cells)
	}
}
