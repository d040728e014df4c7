package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// file is one in what is packed.
type file struct {
	name    string // with slashes
	content []byte
	program bool // it can be run
}

func (f file) mode() os.FileMode {
	if f.program {
		return 0o755
	}
	return 0o644
}

// sources are the files of a folder as they are in git, under another.
func sources(root, under string) (files []file, err error) {
	err = filepath.WalkDir(root, func(name string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if entry.Name() == "__pycache__" {
				return filepath.SkipDir
			}
			return nil
		}
		content, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		below, err := filepath.Rel(root, name)
		files = append(files, file{path.Join(under, filepath.ToSlash(below)), content, strings.HasSuffix(name, ".js")})
		return err
	})
	return files, err
}

// packed is the name of a package of npm in that of its file: @scope/name is scope-name.
func packed(name string) string {
	return strings.ReplaceAll(strings.TrimPrefix(name, "@"), "/", "-")
}

// zip writes a ZIP archive, as wheels and archives for Windows are.
func (r *release) zip(name string, files []file) error {
	return r.write(name, func(out io.Writer) error {
		archive := zip.NewWriter(out)
		archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
			return flate.NewWriter(out, flate.BestCompression)
		})
		for _, f := range files {
			header := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: r.date}
			header.SetMode(f.mode())
			in, err := archive.CreateHeader(header)
			if err != nil {
				return err
			}
			if _, err := in.Write(f.content); err != nil {
				return err
			}
		}
		return archive.Close()
	})
}

// tar writes a gzipped tar, as packages of npm and archives are.
func (r *release) tar(name string, files []file) error {
	return r.write(name, func(out io.Writer) error {
		compressed, err := gzip.NewWriterLevel(out, gzip.BestCompression)
		if err != nil {
			return err
		}
		archive := tar.NewWriter(compressed)
		for _, f := range files {
			header := &tar.Header{Name: f.name, Mode: int64(f.mode()), Size: int64(len(f.content)), ModTime: r.date, Format: tar.FormatPAX}
			if err := archive.WriteHeader(header); err != nil {
				return err
			}
			if _, err := archive.Write(f.content); err != nil {
				return err
			}
		}
		if err := archive.Close(); err != nil {
			return err
		}
		return compressed.Close()
	})
}

// write makes a file of the release.
func (r *release) write(name string, fill func(io.Writer) error) error {
	out, err := os.Create(r.path(name))
	if err != nil {
		return err
	}
	if err := fill(out); err != nil {
		_ = out.Close()
		return err
	}
	return out.Close()
}

// archive writes the program with what belongs to it, for those who install by hand.
func (r *release) archive(p platform, files []file) error {
	name := r.archiveName(p)
	files = slices.Clone(files)
	for i := range files {
		files[i].name = name + "/" + files[i].name
	}
	if p.os == "windows" {
		return r.zip(name+".zip", files)
	}
	return r.tar(name+".tar.gz", files)
}

func (r *release) archiveName(p platform) string {
	return fmt.Sprintf("agentlint_%s_%s_%s", r.version, p.os, p.arch)
}

// checksums writes those of all files, in the form that sha256sum --check reads.
func (r *release) checksums() error {
	entries, err := os.ReadDir(r.out)
	if err != nil {
		return err
	}
	var text strings.Builder
	for _, entry := range entries {
		content, err := os.ReadFile(r.path(entry.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&text, "%x  %s\n", sha256.Sum256(content), entry.Name())
	}
	return os.WriteFile(r.path("checksums.txt"), []byte(text.String()), 0o644)
}
