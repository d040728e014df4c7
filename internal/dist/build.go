package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
)

// build is the program for a platform.
func (r *release) build(p platform) ([]byte, error) {
	dir, err := os.MkdirTemp("", "dist")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	ldflags := "-s -w " + r.ldflags
	if p.os == "linux" {
		ldflags += " -linkmode external -extldflags '-static -Wl,-s'"
	}
	out := dir + "/" + p.program()
	build := exec.Command("go", "build", "-trimpath", "-tags", "netgo,osusergo", "-ldflags", ldflags, "-o", out, "./cmd/agentlint")
	build.Env = append(os.Environ(), "CGO_ENABLED=1", "GOOS="+p.os, "GOARCH="+p.arch, "CGO_CFLAGS=-O2")
	if p.zig != "" {
		if err := hasZig(); err != nil {
			return nil, err
		}
		build.Env = append(build.Env, "CC="+zig()+" cc -target "+p.zig)
	}
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(build.Args, " "), err)
	}
	if err := r.contents(p, out); err != nil {
		return nil, err
	}
	return os.ReadFile(out)
}

// contents writes the software bill of materials of a program, https://cyclonedx.org
func (r *release) contents(p platform, program string) error {
	if r.sbom == "" {
		return nil
	}
	list := exec.Command(r.sbom, "bin", "-json", "-noserial", "-output", r.path(r.archiveName(p)+".cdx.json"), program) //nolint:gosec // whoever builds a release names it
	if out, err := list.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", r.sbom, err, out)
	}
	return nil
}

// hasZig returns an error that says how to get zig if there is none.
func hasZig() error {
	words := append(strings.Fields(zig()), "version")
	if err := exec.Command(words[0], words[1:]...).Run(); err != nil { //nolint:gosec // whoever builds a release names it
		return fmt.Errorf("zig, which compiles the parser, can't be run as %s (%w): pip install ziglang", strings.Join(words, " "), err)
	}
	return nil
}

// zig is the command that runs zig: ZIG, or that on the PATH, or that which pip installs.
func zig() string {
	if named := os.Getenv("ZIG"); named != "" {
		return named
	}
	if _, err := exec.LookPath("zig"); err == nil {
		return "zig"
	}
	if runtime.GOOS == "windows" {
		return "python -m ziglang"
	}
	return "python3 -m ziglang"
}
