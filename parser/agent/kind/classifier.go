package kind

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"sync"
)

// A Tree is what a [Classifier] asks about the files around a definition. Paths are of the form that Classify is given.
type Tree interface {
	Exists(name string) bool // as a file or a folder
	Read(name string) []byte // nil if it can't be read
}

// A Classifier tells what definition a file is by what hosts look for: by its path, by the skill or plugin that it is part of,
// and by the manifest that lists it. It reads each folder once, and is safe for concurrent use. The zero Classifier knows
// paths only.
type Classifier struct {
	tree    Tree
	top     string   // the folder above which nothing is asked
	folders sync.Map // *folder by path
}

// NewClassifier returns a classifier of the files below a folder.
func NewClassifier(tree Tree, top string) *Classifier {
	return &Classifier{tree: tree, top: strings.TrimSuffix(top, "/")}
}

// Classify returns the kind of definition at a slash-separated path, and whether there is one. That of a [Candidate] is told by
// its content, and whether one that is [Foreign] looks like a definition at all.
func (c *Classifier) Classify(name string) (Kind, bool) {
	around := c.around(path.Dir(name))
	place := placeOf(name, c.rel(name))
	if around.skill != "" && !strings.HasPrefix(around.plugin.rootOrNone(), around.skill+"/") {
		at := path.Join(around.skill, "SKILL.md")
		skill := placeOf(at, c.rel(at))
		switch isSkill := name == at; {
		case skill == nil && isSkill:
			return Foreign, true // an example
		case skill == nil:
			return "", false
		case isSkill:
			return skill.kind(), true
		}
		return inSkill(name, place, around)
	}
	if place != nil && place.Found != ByContent {
		if place.Kind == Skill && place.Found == BySuffix && c.isPage(name) {
			return "", false
		}
		return place.kind(), true
	}
	if kind := around.plugin.kindOf(name); kind != "" {
		return kind, true
	}
	switch {
	case place != nil:
		return Candidate, true
	case isForeign(name, c.rel(name)):
		return Foreign, true
	}
	return "", false
}

// isPage reports whether a SKILL.md is a page for people or for a tool of its own: it is where no host looks, in no folder of skills,
// and has no frontmatter.
func (c *Classifier) isPage(name string) bool {
	rel := c.rel(name)
	if c.tree == nil || path.Dir(rel) == "." || hasFolder(rel, func(folder string) bool { return isHidden(folder) || strings.HasPrefix(folder, "skill") }) {
		return false
	}
	text := bytes.TrimPrefix(c.tree.Read(name), []byte("\xef\xbb\xbf"))
	return len(text) > 0 && !bytes.HasPrefix(bytes.TrimLeft(text, "\r\n"), []byte("---"))
}

// rel returns a path as from the top of the repository.
func (c *Classifier) rel(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, c.top), "/")
}

// IsPlugin reports whether a folder is the root of a plugin.
func (c *Classifier) IsPlugin(dir string) bool {
	plugin := c.around(dir).plugin
	return plugin != nil && plugin.root == dir
}

// Brings returns the key of a plugin's manifest under which a file is listed that is no definition, "" for none: "hooks" or
// "mcpServers".
func (c *Classifier) Brings(name string) string {
	if path.Ext(name) != ".json" {
		return ""
	}
	if plugin := c.around(path.Dir(name)).plugin; plugin != nil {
		return plugin.setup[name]
	}
	return ""
}

// kind returns what the files in p are checked as.
func (p *Place) kind() Kind {
	if p.Kind == "" {
		return Unread
	}
	return p.Kind
}

// inSkill returns what a file is in the folder of a skill or below: SKILL.md is the skill, other Markdown is text that it brings.
// The folders of hosts count where the skill is a whole repository.
func inSkill(name string, place *Place, around *folder) (Kind, bool) {
	rest := strings.TrimPrefix(name, around.skill+"/")
	isOwn := around.isTop && place != nil && (isHidden(rest) || slices.Contains([]Kind{AgentsMD, ClaudeMD, GeminiMD}, place.Kind))
	switch {
	case path.Base(name) == "SKILL.md":
		return Skill, true
	case isOwn:
		return place.kind(), true
	case path.Ext(name) == ".md" && !isReadme(name):
		return SkillText, true
	}
	return "", false
}

// A folder is what is known about the files in a folder.
type folder struct {
	skill   string             // the nearest folder, this or one above, that is a skill; "" if none is
	isTop   bool               // that is a whole repository
	plugin  *plugin            // the nearest one that the folder is part of; nil for none
	markets map[string]*plugin // those that marketplaces above list, by root
}

// around returns what is known about the files in a folder.
func (c *Classifier) around(dir string) *folder {
	if c.tree == nil || !c.holds(dir) {
		return &folder{}
	}
	if known, ok := c.folders.Load(dir); ok {
		return known.(*folder)
	}
	var f folder
	if above := path.Dir(dir); dir != c.top && above != dir {
		f = *c.around(above)
	}
	if at := path.Join(dir, "SKILL.md"); f.skill == "" && c.tree.Exists(at) && !c.isPage(at) {
		f.skill, f.isTop = dir, dir == c.top || c.tree.Exists(path.Join(dir, ".git"))
	}
	hosts := map[string]bool{} // folders of hosts in dir, as far as they are asked for
	read := func(name string) []byte {
		host, _, _ := strings.Cut(name, "/")
		is, known := hosts[host]
		if !known {
			is = c.tree.Exists(path.Join(dir, host))
			hosts[host] = is
		}
		if !is {
			return nil
		}
		return c.tree.Read(path.Join(dir, name))
	}
	f.markets = markets(dir, f.markets, read)
	if own := pluginAt(dir, f.markets[dir], read); own != nil {
		f.plugin = own
	}
	c.folders.Store(dir, &f)
	return &f
}

// holds reports whether a folder is the top or below it.
func (c *Classifier) holds(dir string) bool {
	return dir == c.top || strings.HasPrefix(dir, c.top+"/") || c.top == "." && !path.IsAbs(dir) && !strings.HasPrefix(dir, "..")
}
