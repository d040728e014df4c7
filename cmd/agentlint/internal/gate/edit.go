package gate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
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
	Several  []fileEdit    `json:"replacements"` // of VS Code, in several files
	Command  string        `json:"command"`      // of apply_patch of Codex
	Input    string        `json:"input"`        // the same of Copilot and VS Code
	Patch    string        `json:"patch"`
	Line     *int          `json:"insert_line"` // after which text is put
	Text     *string       `json:"insert_text"`
	CellID   string        `json:"cell_id"`
	Number   *int          `json:"cell_number"`
	Source   *string       `json:"new_source"`
	CellType string        `json:"cell_type"`
	Mode     string        `json:"edit_mode"`
	// What VS Code calls these.
	CamelCell string          `json:"cellId"`
	CamelMode string          `json:"editType"`
	NewCode   json.RawMessage `json:"newCode"` // text, or its lines
	Language  string          `json:"language"`
}

// A fileEdit is a replacement in a file of its own.
type fileEdit struct {
	CamelPath string `json:"filePath"`
	Path      string `json:"path"`
	replacement
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
		return in.several(read)
	}
	in.fromVSCode()
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
	if in.Line != nil {
		return in.inserted(path, old, err)
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

// several returns the files of replacements that name a file each; none if one of them would fail.
func (in *toolInput) several(read func(path string) ([]byte, error)) map[string][]byte {
	files := map[string][]byte{}
	for _, e := range in.Several {
		path := cmp.Or(e.CamelPath, e.Path)
		text, known := files[path]
		if !known {
			data, err := read(path)
			if err != nil {
				return nil
			}
			text = data
		}
		now, ok := e.apply(text, false)
		if !ok || now == nil {
			return nil
		}
		files[path] = now
	}
	return files
}

// inserted returns a file with text put after a line.
func (in *toolInput) inserted(path string, old []byte, err error) map[string][]byte {
	text := cmp.Or(in.Text, in.ShortNew, in.New)
	lines := slices.Collect(strings.Lines(string(old)))
	if err != nil || text == nil || *in.Line < 0 || *in.Line > len(lines) {
		return nil
	}
	added := strings.TrimSuffix(*text, "\n") + "\n"
	if n := *in.Line; n > 0 && !strings.HasSuffix(lines[n-1], "\n") {
		added = "\n" + added
	}
	return map[string][]byte{path: []byte(strings.Join(lines[:*in.Line], "") + added + strings.Join(lines[*in.Line:], ""))}
}

// fromVSCode takes what VS Code says of a cell for what others say.
func (in *toolInput) fromVSCode() {
	if in.CamelMode == "" {
		return
	}
	in.CellID, in.Mode = in.CamelCell, in.CamelMode
	if in.Language != "" {
		in.CellType = map[bool]string{true: "markdown", false: "code"}[in.Language == "markdown"]
	}
	text, lines := "", []string(nil)
	switch {
	case json.Unmarshal(in.NewCode, &text) == nil && in.NewCode != nil:
		in.Source = &text
	case json.Unmarshal(in.NewCode, &lines) == nil:
		text = strings.Join(lines, "\n")
		in.Source = &text
	}
}

// apply returns a text with the replacement, nil if that would fail; and whether anything is replaced.
func (r replacement) apply(text []byte, did bool) ([]byte, bool) {
	old, now := r.texts()
	switch {
	case old == nil || now == nil:
		return nonNil(text), did
	case *old == "" && len(text) == 0:
		return []byte(*now), true // a new file
	case strings.Contains(*old, "\n") && !strings.Contains(*old, "\r") && !bytes.Contains(text, []byte(*old)) && bytes.Contains(text, []byte("\r\n")):
		// Hosts show and take files with the line ends of Windows as if they had others.
		wide := strings.NewReplacer("\n", "\r\n")
		a, b := wide.Replace(*old), wide.Replace(strings.ReplaceAll(*now, "\r\n", "\n"))
		return replacement{Old: &a, New: &b, All: r.All}.apply(text, did)
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
	case in.Mode == "insert" && in.CamelMode != "" && at < 0 && in.CellID != "TOP":
		cells = append(cells, cell) // at the end, or after a cell that the file has no name for
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
