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
		"w.py":    "one\r\ntwo\r\n",
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
		{"line ends of Windows", `{"file_path": "w.py", "old_string": "one\ntwo", "new_string": "1\n2"}`, map[string]string{"w.py": "1\r\n2\r\n"}},
		{"VS Code", `{"filePath": "a.py", "oldString": "one", "newString": "1"}`, map[string]string{"a.py": "1\ntwo\nthree\ntwo\n"}},
		{"several files", `{"explanation": "x", "replacements": [{"filePath": "a.py", "oldString": "one", "newString": "1"}, {"filePath": "a.py", "oldString": "three", "newString": "3"}, {"filePath": "w.py", "oldString": "two", "newString": "2"}]}`, map[string]string{"a.py": "1\ntwo\n3\ntwo\n", "w.py": "one\r\n2\r\n"}},
		{"several files, half", `{"replacements": [{"filePath": "a.py", "oldString": "one", "newString": "1"}, {"filePath": "w.py", "oldString": "four", "newString": "4"}]}`, nil},
		{"inserted", `{"command": "insert", "path": "a.py", "insert_line": 1, "new_str": "x"}`, map[string]string{"a.py": "one\nx\ntwo\nthree\ntwo\n"}},
		{"inserted at the start", `{"path": "a.py", "insert_line": 0, "insert_text": "x\n"}`, map[string]string{"a.py": "x\none\ntwo\nthree\ntwo\n"}},
		{"inserted nowhere", `{"path": "a.py", "insert_line": 9, "insert_text": "x\n"}`, nil},
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
	for mode, want := range map[string]string{
		`{"notebook_path": "n.ipynb", "cell_id": "y", "new_source": "a = 2"}`:                                             "",
		`{"notebook_path": "n.ipynb", "edit_mode": "insert", "cell_type": "markdown", "new_source": "text"}`:              "markdown \"text\"\ncode \"a = 1\"\n",
		`{"notebook_path": "n.ipynb", "cell_id": "x", "edit_mode": "delete", "new_source": ""}`:                           "",
		`{"filePath": "n.ipynb", "editType": "edit", "cellId": "x", "newCode": ["b = 1", "c = 2"], "language": "python"}`: "code \"b = 1\\nc = 2\"\n",
		`{"filePath": "n.ipynb", "editType": "insert", "cellId": "TOP", "newCode": "b = 1"}`:                              "code \"b = 1\"\ncode \"a = 1\"\n",
		`{"filePath": "n.ipynb", "editType": "insert", "cellId": "#VSC-1", "newCode": "text", "language": "markdown"}`:    "code \"a = 1\"\nmarkdown \"text\"\n",
		`{"filePath": "n.ipynb", "editType": "edit", "cellId": "#VSC-1", "newCode": "b = 1"}`:                             "",
	} {
		if got := string(cellsOf(Proposed([]byte(mode), read)["n.ipynb"])); got != want {
			t.Errorf("%s: %q, want %q", mode, got, want)
		}
	}
	cells := Proposed([]byte(`{"notebook_path": "n.ipynb", "cell_id": "x", "new_source": "a = 2"}`), read)["n.ipynb"]
	if !bytes.Contains(cells, []byte(`"source": "a = 2"`)) {
		t.Errorf("%s", cells)
	}
}
