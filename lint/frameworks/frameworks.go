// Package frameworks reads what a repository says about the frameworks that its training code uses: files like those of
// program/framework, which go over the facts that agentlint comes with.
package frameworks

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/framework"
)

// Folder is where a repository says something about frameworks, below its root or beside its settings.
const Folder = ".agentlint/frameworks"

// The bounds of what is read. A file for a framework has some dozen lines.
const (
	MaxSize  = 1_000_000 // bytes of a file
	maxFiles = 100       // in a folder
)

// Read returns the facts that agentlint comes with and over them those in the folders of some directories, the last first. It is nil
// if these say nothing. The errors name the file, line and column of what can't be used.
func Read(disk *tree.Tree, dirs ...string) (*framework.Set, error) {
	var libraries []*framework.Library
	var errs []error
	hash := sha256.New()
	for i, dir := range dirs {
		if slices.Contains(dirs[:i], dir) {
			continue
		}
		names, err := list(disk, filepath.Join(dir, filepath.FromSlash(Folder)))
		if err != nil {
			errs = append(errs, err)
		}
		for _, name := range names {
			library, data, err := read(disk, name)
			if err != nil {
				errs = append(errs, err)
				continue
			}
			fmt.Fprintf(hash, "%d\n%s", len(data), data)
			libraries = append(libraries, library)
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, fmt.Errorf("can't use the facts about frameworks:\n%w", err)
	}
	return (*framework.Set)(nil).With(libraries, hex.EncodeToString(hash.Sum(nil))), nil
}

// list returns the files of a folder, none if it is not there.
func list(disk *tree.Tree, folder string) (names []string, err error) {
	entries, err := disk.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	for _, e := range entries {
		if ext := path.Ext(e.Name()); ext == ".yaml" || ext == ".yml" {
			names = append(names, filepath.Join(folder, e.Name()))
		}
	}
	if len(names) > maxFiles {
		return nil, fmt.Errorf("%s: it has over %d files", folder, maxFiles)
	}
	slices.Sort(names)
	return names, nil
}

func read(disk *tree.Tree, name string) (*framework.Library, []byte, error) {
	data, err := disk.Read(name, nil, MaxSize)
	if large := (*regular.TooLargeError)(nil); errors.As(err, &large) {
		return nil, nil, fmt.Errorf("%s: it has over %d bytes", name, MaxSize)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", name, err)
	}
	library, err := Parse(name, data)
	return library, data, err
}

// Parse reads one file of facts.
func Parse(name string, data []byte) (*framework.Library, error) {
	file := config.Parse(source.New(name, data), config.YAML)
	d := &decoder{file: file}
	for _, problem := range file.Problems {
		d.fault(problem.Range, "%s", problem.Message)
	}
	library := &framework.Library{}
	if len(d.errs) == 0 {
		d.value(reflect.ValueOf(library).Elem(), file.Root)
		d.calls(file.Root)
	}
	return library, errors.Join(d.errs...)
}

// A decoder reads a file of facts into what the keys of it are in Go.
type decoder struct {
	file *config.File
	errs []error
}

// maxFaults is how many faults of a file are told. Nobody mends more at a time.
const maxFaults = 20

func (d *decoder) fault(at config.Range, format string, args ...any) {
	if len(d.errs) == maxFaults {
		d.errs = append(d.errs, fmt.Errorf("%s: there are more errors", d.file.Source.Path))
	}
	if len(d.errs) > maxFaults {
		return
	}
	p := d.file.Source.Position(at.Start)
	d.errs = append(d.errs, fmt.Errorf("%s:%d:%d: %s", d.file.Source.Path, p.Line, p.Column, fmt.Sprintf(format, args...)))
}

// value reads a value into a variable of the type that is wanted.
func (d *decoder) value(into reflect.Value, v config.Value) {
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(into.Elem(), v)
	case reflect.Struct:
		d.mapping(into, v)
	case reflect.Slice:
		if !d.is(v, config.List, "a list") {
			return
		}
		all := reflect.MakeSlice(into.Type(), len(v.Items), len(v.Items))
		for i, item := range v.Items {
			d.value(all.Index(i), item)
		}
		into.Set(all)
	case reflect.Map:
		if d.is(v, config.Map, "a map of names") {
			into.Set(reflect.MakeMap(into.Type()))
			for _, field := range v.Fields {
				into.SetMapIndex(reflect.ValueOf(field.Name), reflect.ValueOf(field.Value.Text()))
			}
		}
	default:
		d.scalar(into, v)
	}
}

func (d *decoder) is(v config.Value, want config.Type, what string) bool {
	if v.Type() != want {
		d.fault(v.Range, "want %s", what)
	}
	return v.Type() == want
}

// mapping reads the keys of a map into the fields of a struct.
func (d *decoder) mapping(into reflect.Value, v config.Value) {
	if !d.is(v, config.Map, "a map with keys such as "+strings.Join(keysOf(into.Type())[:min(3, into.NumField())], ", ")) {
		return
	}
	for i := range into.NumField() {
		if name := keyOf(into.Type().Field(i)); v.Field(name) == nil && name == "at" {
			into.Field(i).SetInt(-1) // by its name alone
		}
	}
	for _, field := range v.Fields {
		i := slices.Index(keysOf(into.Type()), field.Name)
		if i < 0 {
			d.fault(field.Key, "unknown key %q; use %s", field.Name, strings.Join(keysOf(into.Type()), ", "))
			continue
		}
		d.value(into.Field(i), field.Value)
	}
}

func (d *decoder) scalar(into reflect.Value, v config.Value) {
	switch into.Kind() {
	case reflect.Bool:
		if d.is(v, config.Bool, "true or false") {
			into.SetBool(strings.EqualFold(v.Text(), "true"))
		}
	case reflect.Int:
		n := 0
		if _, err := fmt.Sscan(v.Text(), &n); err != nil || v.Type() != config.Int {
			d.fault(v.Range, "this must be a whole number: the position of an argument, counted from 0, or -1 if it is given only by name")
		}
		into.SetInt(int64(n))
	default:
		if v.Type() == config.List || v.Type() == config.Map {
			d.fault(v.Range, "this must be a string")
			return
		}
		if allowed := words[into.Type()]; allowed != nil && !slices.Contains(allowed, v.Text()) {
			d.fault(v.Range, "unknown %q; use %s", v.Text(), strings.Join(allowed, ", "))
		}
		into.SetString(v.Text())
	}
}

// calls checks what the types do not say: a call has names, and these are patterns that can be looked for.
func (d *decoder) calls(root config.Value) {
	calls := root.Field("calls")
	if calls == nil {
		return
	}
	for _, call := range calls.Value.Items {
		names := call.Field("names")
		if names == nil && call.Field("methods") == nil {
			d.fault(call.Range, "a call needs names: the dotted names by which it is imported, or methods")
		}
		if names == nil {
			continue
		}
		for _, name := range names.Value.Items {
			if _, err := path.Match(name.Text(), ""); err != nil || strings.ContainsAny(name.Text(), "/\\?") || !strings.Contains(name.Text(), ".") || name.Text()[0] == '*' {
				d.fault(name.Range, "%q is not a dotted name such as lib.Trainer().fit, where () is the result of a call and * any part", name.Text())
			}
		}
	}
}

// words are the texts that there are for a type.
var words = map[reflect.Type][]string{
	reflect.TypeFor[framework.Domain](): texts(framework.Python, framework.NumPy, framework.Torch, framework.TensorFlow, framework.JAX, framework.MLX),
	reflect.TypeFor[framework.Loop](): texts(framework.Configured, framework.Lightning, framework.HFTrainer, framework.Keras, framework.Estimator,
		framework.Boosting, framework.FastAI),
	reflect.TypeFor[framework.Act](): texts(framework.Backward, framework.Differentiate, framework.Clear, framework.Give, framework.Clip, framework.Unscale,
		framework.Step, framework.ScaledStep, framework.Rescale, framework.Schedule),
	reflect.TypeFor[framework.Sink](): texts(framework.Console, framework.Logger, framework.Tracker, framework.Written, framework.Numbers, framework.Copied),
	reflect.TypeFor[framework.Part](): texts(framework.Everything...),
}

func texts[T ~string](all ...T) (out []string) {
	for _, t := range all {
		out = append(out, string(t))
	}
	return out
}

// keysOf returns the keys of a struct's fields, in their order.
func keysOf(t reflect.Type) (keys []string) {
	for i := range t.NumField() {
		keys = append(keys, keyOf(t.Field(i)))
	}
	return keys
}

func keyOf(f reflect.StructField) string { return cmp.Or(f.Tag.Get("yaml"), strings.ToLower(f.Name)) }
