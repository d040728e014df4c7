package source

import (
	"bytes"
	"path"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
)

// Ext returns the extension of a path in lower case, in which Python, Jupyter and hosts on some systems take it.
func Ext(name string) string { return strings.ToLower(path.Ext(name)) }

// Folded returns a path with its extension in lower case.
func Folded(name string) string { return strings.TrimSuffix(name, path.Ext(name)) + Ext(name) }

// IsPython reports whether a path is that of Python code. Not a stub's (.pyi): nothing in it runs.
func IsPython(name string) bool {
	ext := Ext(name)
	return ext == ".py" || ext == ".pyw"
}

// IsNotebook reports whether a path is that of a Jupyter notebook.
func IsNotebook(name string) bool { return Ext(name) == ".ipynb" }

// IsStub reports whether a path is that of a Python stub, which describes code that is elsewhere.
func IsStub(name string) bool { return Ext(name) == ".pyi" }

// interpreter matches the first line of a Python script: of python3.12 or pypy, or of what runs one with its dependencies.
var interpreter = pattern.New(`^#!.*(?:/|\s)(?:python|pypy|uv\s+run)`)

// IsScript reports whether a text, or its first bytes, is a Python script by its first line, whatever its name.
func IsScript(text []byte) bool {
	if !bytes.HasPrefix(text, []byte("#!")) {
		return false
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return interpreter.Match(line)
}
