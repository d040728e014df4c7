package main

import (
	"fmt"
	"slices"
)

// platform is what a program is built for, with the names that each ecosystem has for it.
type platform struct {
	os, arch string   // as Go has them
	zig      string   // target of zig cc
	wheel    []string // platform tags, https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/
	npmOS    string   // process.platform of Node
	npmCPU   string   // process.arch of Node
}

// platforms are those that zig links for on any machine. The programs for Linux are static, so that they run with glibc of any
// age and with musl: their wheels have both tags. Those for macOS need frameworks of Apple's SDK, which zig does not have, so
// that a runner with macOS builds them; see release.yml.
var platforms = []platform{
	{"linux", "amd64", "x86_64-linux-musl", []string{"manylinux_2_17_x86_64", "manylinux2014_x86_64", "musllinux_1_1_x86_64"}, "linux", "x64"},
	{"linux", "arm64", "aarch64-linux-musl", []string{"manylinux_2_17_aarch64", "manylinux2014_aarch64", "musllinux_1_1_aarch64"}, "linux", "arm64"},
	{"windows", "amd64", "x86_64-windows-gnu", []string{"win_amd64"}, "win32", "x64"},
	{"windows", "arm64", "aarch64-windows-gnu", []string{"win_arm64"}, "win32", "arm64"},
}

// onMac are the platforms that only a machine with macOS can build for, with its own C compiler.
var onMac = []platform{
	{"darwin", "amd64", "", []string{"macosx_11_0_x86_64"}, "darwin", "x64"},
	{"darwin", "arm64", "", []string{"macosx_11_0_arm64"}, "darwin", "arm64"},
}

// String is the name of a platform as Go writes it.
func (p platform) String() string { return p.os + "/" + p.arch }

// program is the name of the file of the program.
func (p platform) program() string {
	if p.os == "windows" {
		return "agentlint.exe"
	}
	return "agentlint"
}

// platformsNamed are the platforms with these names, or without names all that any machine can build for.
func platformsNamed(names []string) ([]platform, error) {
	if len(names) == 0 {
		return platforms, nil
	}
	all := slices.Concat(platforms, onMac)
	chosen := make([]platform, 0, len(names))
	for _, name := range names {
		i := slices.IndexFunc(all, func(p platform) bool { return p.String() == name })
		if i < 0 {
			return nil, fmt.Errorf("no platform %q; known are %v", name, all)
		}
		chosen = append(chosen, all[i])
	}
	return chosen, nil
}
