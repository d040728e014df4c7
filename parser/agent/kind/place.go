package kind

import (
	_ "embed"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/internal/glob"
)

// A Place is where definitions stand: the files that a glob matches, and the hosts that look for them there.
type Place struct {
	Path        string            `yaml:"path"`        // a glob; of what a plugin brings, from the plugin's root
	Kind        Kind              `yaml:"kind"`        // of the files; "" where no host looks
	Hosts       []string          `yaml:"hosts"`       // the Name of each host that looks there
	Found       Found             `yaml:"found"`       // how hosts find it
	Key         string            `yaml:"key"`         // of a plugin's manifest, which lists more of them
	Over        map[Kind][]string `yaml:"over"`        // the kinds of which one of the same name here takes the place, each with the Name of the hosts for which it does
	Precedence  string            `yaml:"precedence"`  // which of several of one name counts, the first first; "" if that is not known
	Meant       Kind              `yaml:"meant"`       // where no host looks: what it would be
	Instead     string            `yaml:"instead"`     // where no host looks: where it would be read
	Looks       string            `yaml:"looks"`       // where no host looks: who would read it there
	Doubt       string            `yaml:"doubt"`       // where sources differ on whether a host looks: what is certain
	Frontmatter bool              `yaml:"frontmatter"` // where no host looks: without frontmatter it is nothing
	Source      string            `yaml:"source"`      // URL
	Checked     string            `yaml:"checked"`     // date on which the source was read: 2006-01-02
}

// Found is how hosts find the files of a place.
type Found string

// The ways to find files.
const (
	ByPath    Found = "path"    // a host looks in the folder
	BySuffix  Found = "suffix"  // the name tells, wherever the file is
	ByPlugin  Found = "plugin"  // a plugin brings them
	ByContent Found = "content" // no host does, but their frontmatter is that of a definition
)

//go:embed places.yaml
var placeData []byte

// A placeTable is the places in the order in which they count.
type placeTable struct {
	all, byPlugin, byPath []*Place
	plugins, paths        *glob.Set // of byPlugin and byPath
}

var places = sync.OnceValue(func() (t placeTable) {
	if err := yaml.Load(placeData, &t.all, yaml.WithKnownFields()); err != nil {
		panic(err) // a fault in this program, which its tests find
	}
	var plugins, paths []string
	for _, p := range t.all {
		if p.Found == ByPlugin {
			t.byPlugin, plugins = append(t.byPlugin, p), append(plugins, p.Path)
		} else {
			t.byPath, paths = append(t.byPath, p), append(paths, p.Path)
		}
	}
	t.plugins, t.paths = glob.Must(plugins...), glob.Must(paths...)
	return t
})

// Places returns all places, in the order in which they count.
func Places() []*Place { return places().all }

// PlaceOf returns the place that a slash-separated path tells, or nil. A README beside definitions is in none.
func PlaceOf(name string) *Place { return placeOf(name, name) }

// placeOf is PlaceOf with the path as seen from the top of the repository: folders above say nothing about what is in it.
func placeOf(name, rel string) *Place {
	if !slices.Contains(endings, path.Ext(name)) || isReadme(name) {
		return nil
	}
	i := places().paths.First(name)
	if i < 0 {
		return nil
	}
	switch p := places().byPath[i]; {
	case p.Found == BySuffix && isExample(rel), p.Found == ByContent && !isCollection(rel):
		return nil
	default:
		return p
	}
}

// Overrides returns the kinds of which a definition of the place takes the place of one of its name, for a host.
func (p *Place) Overrides(host string) (kinds []Kind) {
	for kind, hosts := range p.Over {
		if slices.Contains(hosts, host) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// endings are those of the names in places.yaml.
var endings = []string{".md", ".mdc", ".txt", ".yaml", ".yml", ".json", ".toml", ".mdx", ".markdown"}

func isReadme(name string) bool {
	return strings.HasPrefix(strings.ToLower(path.Base(name)), "readme.")
}

var (
	// tests are folders in which a definition's ending is that of an example.
	tests = []string{"test", "tests", "testdata", "__tests__", "fixtures", "__fixtures__"}
	// documents are folders in which a skill is there to be read by people.
	documents = append([]string{"docs", "doc", "website"}, tests...)
	// prose are folders whose agents folder is more likely about agents than full of them.
	prose = append([]string{"site", "content", "src"}, documents...)
)

// isExample reports whether a file is among tests, or a skill in documents, such as a translation of one; outside of every host's folder.
func isExample(name string) bool {
	shown := tests
	if path.Base(name) == "SKILL.md" {
		shown = documents
	}
	return hasFolder(name, func(folder string) bool { return slices.Contains(shown, folder) }) && !hasFolder(name, isHidden)
}

// isCollection reports whether a folder of agents may hold some for people to copy. A folder whose name starts with a dot is a
// host's or a tool's own.
func isCollection(name string) bool {
	return !hasFolder(name, func(folder string) bool { return slices.Contains(prose, folder) || isHidden(folder) })
}

func isHidden(folder string) bool { return len(folder) > 1 && folder[0] == '.' && folder != ".." }

// hasFolder reports whether a folder on the way to a file is as wanted; its name is given in lower case.
func hasFolder(name string, wanted func(folder string) bool) bool {
	for folder := range strings.SplitSeq(strings.ToLower(path.Dir(name)), "/") {
		if wanted(folder) {
			return true
		}
	}
	return false
}
