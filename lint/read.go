package lint

import (
	"io"
	"os"
	"slices"

	"github.com/agentlint/agentlint/lint/discover"
)

// open returns the content of a file of at most limit bytes, in buf if that is possible.
func (r *run) open(file discover.Entry, buf []byte, limit int64) ([]byte, error) {
	if r.cfg.Read != nil {
		data, err := r.cfg.Read(file.Abs)
		if notice, is := discover.TooLarge(file.Path, int64(len(data)), limit); is && limit > 0 {
			return nil, &tooLarge{notice}
		}
		return data, err
	}
	return readFile(file, buf, limit)
}

// A tooLarge is the error of a file that is over the limit.
type tooLarge struct{ notice Notice }

func (e *tooLarge) Error() string { return e.notice.Message }

// readFile appends a file to buf. Reading into a buffer of one's own costs half of what os.ReadFile does.
func readFile(file discover.Entry, buf []byte, limit int64) ([]byte, error) {
	f, err := os.Open(file.Abs)
	if err != nil {
		return buf, err
	}
	defer f.Close()
	for {
		buf = slices.Grow(buf, 64<<10)
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return buf, err
		case limit > 0 && int64(len(buf)) > limit:
			return buf, sizeError(file, f, limit)
		}
	}
}

func sizeError(file discover.Entry, f *os.File, limit int64) error {
	info, err := f.Stat()
	if err != nil {
		return err
	}
	notice, _ := discover.TooLarge(file.Path, max(info.Size(), limit+1), limit)
	return &tooLarge{notice}
}
