package gate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"strings"
)

// A toolInput is what a tool that writes files is used with, under the names that hosts have for it.
type toolInput struct {
	FilePath     string  `json:"file_path"`
	NotebookPath string  `json:"notebook_path"`
	CamelPath    string  `json:"filePath"`
	Path         string  `json:"path"`
	Content      *string `json:"content"`
	FileText     *string `json:"file_text"`
	Contents     *string `json:"contents"`
	replacement
	Edits    []replacement `json:"edits"`
	Command  string        `json:"command"` // of apply_patch of Codex
	Input    string        `json:"input"`   // the same of Copilot and VS Code
	Patch    string        `json:"patch"`
	CellID   string        `json:"cell_id"`
	Number   *int          `json:"cell_number"`
	Source   *string       `json:"new_source"`
	CellType string        `json:"cell_type"`
	Mode     string        `json:"edit_mode"`
}

// A replacement is some text that takes the place of other text.
type replacement struct {
	Old      *string `json:"old_string"`
	New      *string `json:"new_string"`
	All      bool    `json:"replace_all"`
	CamelOld *string `json:"oldString"`
	CamelNew *string `json:"newString"`
	ShortOld *string `json:"old_str"`
	ShortNew *string `json:"new_str"`
}

func (r replacement) texts() (old, now *string) {
	return cmp.Or(r.Old, r.CamelOld, r.ShortOld), cmp.Or(r.New, r.CamelNew, r.ShortNew)
}

// Unquoted is what a tool is used with as JSON of an object: GitHub Copilot may send it in a string.
func Unquoted(args json.RawMessage) json.RawMessage {
	text := ""
	if json.Unmarshal(args, &text) == nil {
		return json.RawMessage(text)
	}
	return args
}

// Proposed returns the files that a tool would write, each as it would be, nil for one that it would take away. Read returns a file as it
// is. What can't be told, or would fail, is not among them.
func Proposed(input json.RawMessage, read func(path string) ([]byte, error)) map[string][]byte {
	text := ""
	if json.Unmarshal(input, &text) == nil { // a patch, or JSON in a string
		if strings.Contains(text, patchStart) {
			return patched(text, read)
		}
		input = json.RawMessage(text)
	}
	var in toolInput
	if json.Unmarshal(input, &in) != nil {
		return nil
	}
	if patch := firstPatch(in.Command, in.Input, in.Patch); patch != "" {
		return patched(patch, read)
	}
	path := cmp.Or(in.FilePath, in.NotebookPath, in.CamelPath, in.Path)
	if path == "" {
		return nil
	}
	if whole := cmp.Or(in.Content, in.FileText, in.Contents); whole != nil {
		return map[string][]byte{path: []byte(*whole)}
	}
	old, err := read(path)
	if in.Source != nil || in.Mode == "delete" {
		if now, ok := in.editCell(old); ok && err == nil {
			return map[string][]byte{path: now}
		}
		return nil
	}
	now, ok := old, false
	for _, e := range append([]replacement{in.replacement}, in.Edits...) {
		if now, ok = e.apply(now, ok); now == nil {
			return nil
		}
	}
	if !ok {
		return nil
	}
	return map[string][]byte{path: now}
}

// apply returns a text with the replacement, nil if that would fail; and whether anything is replaced.
func (r replacement) apply(text []byte, did bool) ([]byte, bool) {
	old, now := r.texts()
	switch {
	case old == nil || now == nil:
		return nonNil(text), did
	case *old == "" && len(text) == 0:
		return []byte(*now), true // a new file
	case *old == "" || !bytes.Contains(text, []byte(*old)):
		return nil, false
	case r.All:
		return bytes.ReplaceAll(text, []byte(*old), []byte(*now)), true
	}
	return nonNil(bytes.Replace(text, []byte(*old), []byte(*now), 1)), true
}

func nonNil(text []byte) []byte {
	if text == nil {
		return []byte{}
	}
	return text
}

// editCell returns a notebook with a cell replaced, inserted or taken away.
func (in *toolInput) editCell(text []byte) ([]byte, bool) {
	var notebook map[string]any
	if json.Unmarshal(text, &notebook) != nil {
		return nil, false
	}
	cells, _ := notebook["cells"].([]any)
	at := in.cell(cells)
	source := ""
	if in.Source != nil {
		source = *in.Source
	}
	cell := map[string]any{"cell_type": cmp.Or(in.CellType, "code"), "metadata": map[string]any{}, "source": source}
	if cell["cell_type"] == "code" {
		cell["outputs"], cell["execution_count"] = []any{}, nil
	}
	switch {
	case in.Mode == "insert":
		at = min(at+1, len(cells))
		cells = append(cells[:at:at], append([]any{cell}, cells[at:]...)...)
	case at < 0 || at >= len(cells):
		return nil, false
	case in.Mode == "delete":
		cells = append(cells[:at:at], cells[at+1:]...)
	default:
		old, ok := cells[at].(map[string]any)
		if !ok {
			return nil, false
		}
		if old["source"] = source; in.CellType != "" {
			old["cell_type"] = in.CellType
		}
	}
	notebook["cells"] = cells
	out, err := json.MarshalIndent(notebook, "", " ")
	return out, err == nil
}

// cell returns the index of the cell that is named, -1 if none is.
func (in *toolInput) cell(cells []any) int {
	if in.CellID == "" {
		if in.Number != nil {
			return *in.Number
		}
		return -1
	}
	for i, c := range cells {
		if cell, ok := c.(map[string]any); ok && cell["id"] == in.CellID {
			return i
		}
	}
	var i int // cells without IDs are cell-0, cell-1 …
	if number, ok := strings.CutPrefix(in.CellID, "cell-"); ok && json.Unmarshal([]byte(number), &i) == nil {
		return i
	}
	return -1
}
