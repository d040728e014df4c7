// Command dist makes what users install: a static program for each platform, in a wheel, in a package for npm and in an archive,
// with checksums. The C compiler is zig, which has the headers and libraries of each platform with it, so that one machine
// builds for all: pip install ziglang.
//
//	go run ./internal/dist -version 1.2.3 -out dist linux/amd64 linux/arm64
//
// Without a platform it builds for all that one machine can; see platforms.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("dist: ")
	var r release
	flag.StringVar(&r.version, "version", "", "version, such as 1.2.3")
	flag.StringVar(&r.out, "out", "dist", "`folder` that is written")
	flag.StringVar(&r.pypi, "pypi", "agentlint-ml", "name of the distribution on PyPI")
	flag.StringVar(&r.npm, "npm", "agentlint-ml", "name of the package on npm")
	flag.StringVar(&r.ldflags, "ldflags", "", "more flags of the linker")
	flag.StringVar(&r.sbom, "sbom", "", "`program` cyclonedx-gomod, which writes what each program contains")
	flag.Parse()
	if err := r.make(flag.Args()); err != nil {
		log.Fatal(err)
	}
}

// release is one version of agentlint, as it is published.
type release struct {
	version   string
	out       string // folder
	pypi, npm string // names of the packages
	ldflags   string
	sbom      string    // program that writes what a program contains
	date      time.Time // of every file in what is packed, so that it can be made again
}

// make builds for the platforms with these names, or all, and packs each.
func (r *release) make(names []string) error {
	if !semantic.MatchString(r.version) {
		return fmt.Errorf("-version %q is not one such as 1.2.3 or 1.2.3-rc.1", r.version)
	}
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return errors.New("SOURCE_DATE_EPOCH is not set; make dist takes it from the commit")
	}
	r.date = time.Unix(seconds, 0).UTC()
	chosen, err := platformsNamed(names)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(r.out); err != nil {
		return err
	}
	if err := os.MkdirAll(r.out, 0o755); err != nil {
		return err
	}
	extras, err := r.extras()
	if err != nil {
		return err
	}
	for _, p := range chosen {
		if err := r.publish(p, extras); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	if err := r.launcher(); err != nil {
		return err
	}
	return r.checksums()
}

// publish builds for a platform and packs what was built.
func (r *release) publish(p platform, extras []file) error {
	program, err := r.build(p)
	if err != nil {
		return err
	}
	for _, pack := range []func(platform, []byte) error{r.wheel, r.platformPackage} {
		if err := pack(p, program); err != nil {
			return err
		}
	}
	return r.archive(p, append([]file{{p.program(), program, true}}, extras...))
}

// path is that of a file in the folder that is written.
func (r *release) path(name string) string { return filepath.Join(r.out, name) }
