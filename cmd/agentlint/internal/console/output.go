package console

import (
	"bytes"
	"encoding/json"
	"io"
	"os"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/report/inert"
)

// IsTerminal reports whether a stream is a terminal.
func IsTerminal(w io.Writer) bool {
	f, ok := inert.Raw(w).(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// PrintJSON prints a value with its strings inert.
func PrintJSON(w io.Writer, value any) error {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(value); err != nil {
		return err
	}
	_, err := inert.Raw(w).Write(inert.JSON(text.Bytes()))
	return err
}

// Raw returns standard output for what must come out as it is: reports, which keep what they show from being obeyed, messages of
// protocols, and the content of files that was asked for.
func Raw(cmd *cobra.Command) io.Writer { return inert.Raw(cmd.OutOrStdout()) }
