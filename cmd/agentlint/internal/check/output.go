package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/formats"
	"github.com/agentlint/agentlint/report/terminal"
)

// An output is one format and where it goes.
type output struct {
	name   string
	format report.Format
	path   string // "" for standard output
}

// outputs returns what --format asks for or, if it does not, the environment.
func (c *Check) outputs(isSet bool) ([]output, error) {
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

// WriteReport writes a report in formats, each FORMAT or FORMAT=FILE, standard output being w.
func WriteReport(values []string, color string, w io.Writer, r report.Report, disk *tree.Tree) error {
	outputs, err := parseOutputs(values)
	if err != nil {
		return err
	}
	for _, out := range outputs {
		if out.path != "" {
			r.Color, r.Links = color == "always", false
			err = out.write(r, disk)
		} else {
			r.Color = terminal.UseColor(color, os.Getenv, console.IsTerminal(w))
			err = out.format(w, r)
		}
		if err != nil {
			return fmt.Errorf("can't write the report: %w", err)
		}
	}
	return nil
}

// parseOutputs reads the values of --format: FORMAT or FORMAT=FILE.
func parseOutputs(values []string) ([]output, error) {
	var outputs []output
	onStdout := ""
	for _, v := range values {
		name, path, toFile := strings.Cut(v, "=")
		format, ok := formats.ByName(name)
		switch {
		case !ok:
			if nearest, ok := wording.Nearest(name, formats.Names()); ok {
				return nil, fmt.Errorf("--format: unknown format %q; did you mean %q?", name, nearest)
			}
			return nil, fmt.Errorf("--format: unknown format %q; use %s", name, strings.Join(formats.Names(), ", "))
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

// write puts the report into the output's file.
func (o output) write(r report.Report, disk *tree.Tree) error {
	var b bytes.Buffer
	if err := o.format(&b, r); err != nil {
		return err
	}
	if err := o.put(b.Bytes(), disk); err != nil {
		return fmt.Errorf("can't write the %s report: %w", o.name, err)
	}
	return nil
}

// put replaces the output's file in one step, if that can be: what is no regular file is written to, and so is one beside
// which nothing can be put, or which is mounted by itself. GitHub's step summary is added to, since other steps write there too.
func (o output) put(content []byte, disk *tree.Tree) error {
	path, err := filepath.Abs(o.path)
	if err != nil {
		return err
	}
	if o.path == os.Getenv("GITHUB_STEP_SUMMARY") {
		return disk.WriteInto(path, os.O_APPEND, content)
	}
	if info, err := disk.Stat(path); err == nil && !info.Mode().IsRegular() || isDescriptor(path) {
		return disk.WriteInto(path, os.O_TRUNC, content)
	}
	err = disk.Replace(path, content)
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EBUSY) {
		return disk.WriteInto(path, os.O_TRUNC, content)
	}
	return err
}

// isDescriptor reports whether a path may stand for a file that is open already, such as /dev/stdout: a shell goes on to write
// to that one whatever takes its place.
func isDescriptor(path string) bool {
	return strings.HasPrefix(path, "/dev/") || strings.HasPrefix(path, "/proc/")
}

// inStatistics puts counts per rule in the place of the findings in text. Other formats are for programs, which can count.
func inStatistics(outputs []output) error {
	isText := false
	for i := range outputs {
		if outputs[i].name == "text" {
			outputs[i].format, isText = terminal.Statistics, true
		}
	}
	if !isText {
		return errors.New("--statistics requires --format text")
	}
	return nil
}
