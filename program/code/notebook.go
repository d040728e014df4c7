package code

import "bytes"

// signs are what programs write into a script that they make of a notebook, or read as one, each at the start of a line
// (https://nbconvert.readthedocs.io, https://docs.marimo.io, https://docs.databricks.com/aws/en/notebooks, https://jupytext.readthedocs.io,
// checked 2026-12-01).
var signs = [][]byte{
	[]byte("# In["), []byte("# COMMAND ----------"), []byte("app = marimo.App("), []byte("#     jupytext:"), []byte("#   jupytext:"),
}

// isNotebook reports whether a script is a notebook in the form of a script.
func isNotebook(text []byte) bool {
	for _, sign := range signs {
		for rest := text; ; {
			at := bytes.Index(rest, sign)
			if at < 0 {
				break
			}
			if before := len(text) - len(rest) + at; before == 0 || text[before-1] == '\n' {
				return true
			}
			rest = rest[at+len(sign):]
		}
	}
	return false
}
