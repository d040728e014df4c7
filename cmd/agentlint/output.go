package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/report"
)

// An output is one format and where it goes.
type output struct {
	name   string
	format report.Format
	path   string // "" for standard output
}

// outputs returns what --format asks for or, if it does not, the environment.
func (c *check) outputs(isSet bool) ([]output, error) {
	const name = "AGENTLINT_FORMAT"
	values := strings.Fields(os.Getenv(name))
	if isSet || len(values) == 0 {
		return parseOutputs(c.formats)
	}
	outputs, err := parseOutputs(values)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return outputs, nil
}

// parseOutputs reads the values of --format: FORMAT or FORMAT=FILE.
func parseOutputs(values []string) ([]output, error) {
	var outputs []output
	onStdout := ""
	for _, v := range values {
		name, path, toFile := strings.Cut(v, "=")
		format, ok := report.ByName(name)
		switch {
		case !ok:
			return nil, fmt.Errorf("--format %q: there is no format %q; there are %s", v, name, strings.Join(report.Names(), ", "))
		case toFile && path == "":
			return nil, fmt.Errorf("--format %q: there is no file name after the =", v)
		case !toFile && onStdout != "":
			return nil, fmt.Errorf("--format %s and --format %s both go to standard output; send one to a file, as in --format %s=FILE", onStdout, name, name)
		case !toFile:
			onStdout = name
		}
		outputs = append(outputs, output{name, format, path})
	}
	return outputs, nil
}

// write puts the report into the output's file. GitHub's step summary is added to, since other steps write there too.
func (o output) write(r report.Report) error {
	var b bytes.Buffer
	if err := o.format(&b, r); err != nil {
		return err
	}
	mode := os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	if o.path == os.Getenv("GITHUB_STEP_SUMMARY") {
		mode = os.O_WRONLY | os.O_CREATE | os.O_APPEND
	}
	f, err := os.OpenFile(o.path, mode, 0o644)
	if err == nil {
		_, err = f.Write(b.Bytes())
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		return fmt.Errorf("can't write the %s report: %w", o.name, err)
	}
	return nil
}

// printable quotes a path that would not show as it is.
func printable(path string) string {
	if q := strconv.Quote(path); q != `"`+path+`"` {
		return q
	}
	return path
}
