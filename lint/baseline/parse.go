package baseline

import (
	"fmt"
	"strconv"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// maxValues is how many values of a baseline are read, of which each kind of finding has five.
const maxValues = 2_500_000

// Parse reads the content of a file, which errors call name. The error is the first fault, with its line and column
// (1-based, in code points).
func Parse(name string, data []byte) (Baseline, error) {
	file := config.ParseUpTo(source.New(name, data), config.JSON, maxValues)
	d := decoder{source: file.Source}
	for _, p := range file.Problems {
		d.fail(p.Range, "%s", p.Message)
	}
	d.is(file.Root, config.Map, "the baseline")
	if version := d.number(file.Root, "schema"); version != schema {
		d.fail(d.field(file.Root, "schema", config.Int).Range, "schema %d is not supported by this version of agentlint; use %d", version, schema)
	}
	list := d.field(file.Root, "findings", config.List)
	b := make(Baseline, len(list.Items))
	for _, item := range list.Items {
		d.entry(b, item)
	}
	if d.err != nil {
		return nil, d.err
	}
	return b, nil
}

// A decoder reads values and keeps the first fault.
type decoder struct {
	source *source.File
	err    error
}

func (d *decoder) fail(at config.Range, format string, args ...any) {
	if d.err == nil {
		p := d.source.Position(at.Start)
		d.err = fmt.Errorf("%s:%d:%d: %s", d.source.Path, p.Line, p.Column, fmt.Sprintf(format, args...))
	}
}

func (d *decoder) entry(b Baseline, v config.Value) {
	d.is(v, config.Map, "an entry")
	k := Key{
		Rule:        d.field(v, "rule", config.String).Text(),
		Path:        d.field(v, "path", config.String).Text(),
		Fingerprint: d.field(v, "fingerprint", config.String).Text(),
	}
	count := d.number(v, "count")
	switch {
	case count < 1:
		d.fail(v.Range, "the count is %d; it must be 1 or more", count)
	case b[k] > 0:
		d.fail(v.Range, "the same entry appears a second time; keep one")
	}
	b[k] = count
}

// field returns the value of a key that must be there.
func (d *decoder) field(v config.Value, name string, want config.Type) config.Value {
	f := v.Field(name)
	if f == nil {
		d.fail(v.Range, "there is no %q", name)
		return config.Value{}
	}
	d.is(f.Value, want, strconv.Quote(name))
	return f.Value
}

func (d *decoder) number(v config.Value, name string) int {
	f := d.field(v, name, config.Int)
	n, err := strconv.Atoi(f.Text())
	if err != nil {
		d.fail(f.Range, "%q is out of range", name)
	}
	return n
}

func (d *decoder) is(v config.Value, want config.Type, what string) {
	if v.Type() != want {
		d.fail(v.Range, "%s is of type %s; want %s", what, v.Type(), want)
	}
}
