package lint

import (
	"errors"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
)

// open returns the content of a file of at most limit bytes, in buf if that is possible.
func (r *run) open(file discover.Entry, buf []byte, limit int64) ([]byte, error) {
	if r.cfg.Read == nil {
		return r.disk.Read(file.Abs, buf, limit)
	}
	data, err := r.cfg.Read(file.Abs)
	if outside, ok := errors.AsType[*tree.OutsideError](err); ok {
		r.refuse(outside)
	}
	if size := int64(len(data)); err == nil && limit > 0 && size > limit {
		err = &regular.TooLargeError{Size: size, Limit: limit}
	}
	return data, err
}
