// Package cpython asks a CPython (python3) that runs a script, as an oracle for what Python means.
package cpython

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// A Process is a python3 whose script answers each line of JSON that it reads with one.
type Process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

// Start runs a script, until the context ends or the process is closed. What the script writes to its standard error goes to ours.
func Start(ctx context.Context, script string) (*Process, error) {
	cmd := exec.CommandContext(ctx, "python3", "-c", script)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("python3 is needed, and does not start: %w", err)
	}
	return &Process{cmd, in, bufio.NewReader(out)}, nil
}

// Close ends the script.
func (p *Process) Close() {
	_ = p.in.Close()
	_ = p.cmd.Wait()
}

// Ask sends a question as JSON, and reads the answer into what answer points to.
func (p *Process) Ask(question, answer any) error {
	data, err := json.Marshal(question)
	if err != nil {
		return err
	}
	if _, err := p.in.Write(append(data, '\n')); err != nil {
		return fmt.Errorf("python3 does not listen: %w", err)
	}
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("python3 does not answer: %w", err)
	}
	return json.Unmarshal(line, answer)
}
