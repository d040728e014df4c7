package read

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/framework"
)

// LossOf says why a file is not checked whose content can't be used, and whether that is a failure, nil if it can be: data is as much
// of it as could be read. One that is known to be to be checked fails, and so does one that looks like training code.
func (f *Files) LossOf(file discover.Entry, data []byte, err error, isKnown bool) *lint.Notice {
	var large *regular.TooLargeError
	var outside *tree.OutsideError
	switch {
	case errors.As(err, &outside):
		return loss(file, lint.Skipped, discover.LeadsOut(f.Disk))
	case errors.As(err, &large):
		return loss(file, f.kindOfLoss(file, data, isKnown), discover.TooLarge(large.Size, large.Limit))
	case errors.Is(err, fs.ErrNotExist):
		return loss(file, lint.Failed, "it vanished during the run")
	case err != nil:
		return loss(file, lint.Failed, pathless(err).Error())
	case source.IsBinary(data):
		return loss(file, f.kindOfLoss(file, data, isKnown), "not text: it has NUL bytes")
	}
	return nil
}

func loss(file discover.Entry, kind discover.Kind, message string) *lint.Notice {
	return &lint.Notice{Kind: kind, Path: file.Path, Message: message}
}

// kindOfLoss tells whether not to check a file is a failure: it is known to be one that is to be checked, or from what can be read
// of it, which may have been read as data, it looks like training code.
func (f *Files) kindOfLoss(file discover.Entry, data []byte, isKnown bool) discover.Kind {
	isScript := path.Ext(file.Path) == "" // else it would not have been found
	isCode := isScript || source.IsPython(file.Path) || source.IsNotebook(file.Path)
	text := bytes.ReplaceAll(data, []byte{0}, nil) // of UTF-16 without a mark, every other byte
	if isKnown || isCode && (framework.Imports(text) || len(data) == 0 && f.looksLikeTraining(file)) {
		return lint.Failed
	}
	return lint.Skipped
}

// looksLikeTraining reports whether a file that is not read as a whole seems to import a framework, by its first megabytes.
func (f *Files) looksLikeTraining(file discover.Entry) bool {
	r, err := f.Disk.Open(file.Abs)
	if err != nil {
		return false
	}
	defer r.Close()
	const most, overlap = 10_000_000, 200 // bytes, the latter of a line that lies in two pieces
	buf := make([]byte, 0, 1<<16)
	for read := 0; read < most; {
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf, read = buf[:len(buf)+n], read+n
		if framework.Imports(buf) {
			return true
		}
		if err != nil {
			return false
		}
		buf = append(buf[:0], buf[max(0, len(buf)-overlap):]...)
	}
	return false
}

// pathless drops the path from a file system error; the notice has it already.
func pathless(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Errorf("can't %s it: %w", p.Op, p.Err)
	}
	return err
}
