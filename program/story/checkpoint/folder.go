package checkpoint

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// NeedsFolder returns the relative folder that is written in the code as the beginning of a checkpoint's path, and without which
// it can't be written; "" if there is none.
func NeedsFolder(s *story.Story, c *Checkpoint) string {
	v, given := given(c.Step, c.Facts.Path)
	if !given || !c.Facts.NeedsDir {
		return ""
	}
	begins, _ := beginning(s, v, 0)
	at := strings.LastIndexByte(begins, '/')
	if at <= 0 || strings.Contains(begins, "://") {
		return ""
	}
	if dir := path.Clean(begins[:at]); dir != "." && dir != ".." {
		return dir
	}
	return ""
}

// beginning is what is written in the code of a path, up to the first piece that is not, and whether that is all.
func beginning(s *story.Story, v value.Value, depth int) (text string, whole bool) {
	id, ok := s.Record.Heap.One(v)
	if !ok || depth > story.MaxWalk {
		return "", false
	}
	o := s.Record.Heap.Object(id)
	name := strings.TrimSuffix(o.Name, "()")
	var given []value.Value
	for _, a := range o.Args {
		given = append(given, a.Value)
	}
	switch {
	case o.Kind == value.Literal:
		return o.Name, o.Literal == code.String
	case o.Kind == value.Text:
		return joined(s, o.Items, "", depth)
	case o.Operator == code.Divide, o.Kind == value.Foreign && joinsFolders.MatchString(name) && len(given) > 0:
		return joined(s, given, "/", depth)
	}
	return "", false
}

func joined(s *story.Story, pieces []value.Value, separator string, depth int) (text string, whole bool) {
	for i, piece := range pieces {
		if i > 0 && !strings.HasSuffix(text, "/") {
			text += separator
		}
		next, ok := beginning(s, piece, depth+1)
		if text += next; !ok {
			return text, false
		}
	}
	return text, true
}

var joinsFolders = pattern.New(`^(os\.path\.join|posixpath\.join|pathlib\.(Pure)?(Posix)?Path|builtins\.str|os\.fspath)$`)

// MakesFolders reports whether the script makes folders: a call, or a function of the project, is called as if it did.
func MakesFolders(s *story.Story) bool {
	return slices.ContainsFunc(s.Record.Functions, makesFolder) || slices.ContainsFunc(s.Calls, func(c story.Step) bool { return makesFolder(c.Name) })
}

func makesFolder(name string) bool {
	_, method := story.CutLast(strings.ToLower(name))
	for _, word := range []string{"mkdir", "makedir", "make_dir", "create_dir", "ensure_dir", "mkpath", "create_folder", "check_dir", "prepare_dir"} {
		if strings.Contains(method, word) {
			return true
		}
	}
	return strings.HasSuffix(name, "SummaryWriter") || name == "os.system" || strings.HasPrefix(name, "subprocess.")
}
