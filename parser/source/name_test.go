package source

import "testing"

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"a/train.py": "python", "TRAIN.PY": "python", "gui.pyw": "python", "a.Ipynb": "notebook", "a.pyi": "stub", "A.PYI": "stub",
		"train": "", "a.pyc": "", "py": "", "a.py/train": "", ".py": "python",
	} {
		got := ""
		switch {
		case IsPython(name):
			got = "python"
		case IsNotebook(name):
			got = "notebook"
		case IsStub(name):
			got = "stub"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestIsScript(t *testing.T) {
	for text, want := range map[string]bool{
		"#!/usr/bin/env python3\nimport torch\n":     true,
		"#!/usr/bin/python":                          true,
		"#! /opt/venv/bin/python3.12 -u\n":           true,
		"#!/usr/bin/env -S uv run --script\n# /// s": true,
		"#!/usr/bin/env pypy3\n":                     true,
		"#!/bin/sh\n# python\n":                      false,
		"#!/usr/bin/env node\npython\n":              false,
		"# !/usr/bin/python\n":                       false,
		" #!/usr/bin/python\n":                       false,
		"#!/bin/sh -c mypython\n":                    false,
		"#!":                                         false,
		"":                                           false,
		"\x7fELF\x00":                                false,
	} {
		if got := IsScript([]byte(text)); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
