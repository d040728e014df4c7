package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The peers, each in the version that it is measured in. All come from PyPI, agnix as a program in a wheel.
var peers = []string{"ruff==0.17.6", "flake8==7.5.0", "pylint==4.1.4", "ast-grep-cli==0.51.1", "agnix==0.59.3"}

// A toolbox is a folder of the peers' programs.
type toolbox struct {
	bin     string
	missing map[string]error // by name
}

// install puts the peers into a virtual environment at dir, unless they are there. One that can't be had is missing.
func install(ctx context.Context, dir string) toolbox {
	box := toolbox{bin: filepath.Join(dir, "bin"), missing: map[string]error{}}
	err := error(nil)
	if _, there := os.Stat(box.program("python")); there != nil {
		err = execute(ctx, "python3", "-m", "venv", dir)
	}
	for _, peer := range peers {
		name, _, _ := strings.Cut(peer, "==")
		if err != nil {
			box.missing[name] = err
		} else if err := execute(ctx, box.program("python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", peer); err != nil {
			box.missing[name] = err
		}
	}
	return box
}

// program returns the path of a program in the box.
func (b toolbox) program(name string) string { return filepath.Join(b.bin, name) }

func execute(ctx context.Context, name string, args ...string) error {
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, lastLine(string(out)))
	}
	return nil
}
