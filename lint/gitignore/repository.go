package gitignore

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"

	"github.com/agentlint/agentlint/lint/regular"
	"github.com/agentlint/agentlint/lint/tree"
)

// topOf returns the nearest directory at or above dir that is a repository; if there is none, root or dir.
func topOf(dir, root string) string {
	if top := tree.Top(dir); top != "" {
		return top
	}
	if rel, err := filepath.Rel(root, dir); err == nil && filepath.IsLocal(rel) {
		return root
	}
	return dir
}

// read returns what is in a file that git itself would read, of the user or where git keeps what it knows; "" if that can't be.
func read(path string) string {
	content, err := regular.ReadFile(path) //nolint:forbidigo // git itself goes wherever these lead
	if err != nil {
		return ""
	}
	return string(content)
}

// commonDir returns where the repository at top keeps what its worktrees share, such as info/exclude and config.
// In a worktree or submodule .git is a file that names the place (https://git-scm.com/docs/gitrepository-layout).
func commonDir(top string) string {
	gitDir := filepath.Join(top, ".git")
	if link, ok := strings.CutPrefix(read(gitDir), "gitdir: "); ok {
		gitDir = resolve(top, strings.TrimRight(link, "\r\n"))
	}
	if common := read(filepath.Join(gitDir, "commondir")); common != "" {
		return resolve(gitDir, strings.TrimRight(common, "\r\n"))
	}
	return gitDir
}

func resolve(base, path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(base, path)
}

// excludesFile returns the path of the user's own file of patterns: core.excludesFile as the repository, ~/.gitconfig or
// git/config in the XDG folder sets it, else git/ignore in the XDG folder (https://git-scm.com/docs/git-config#FILES).
func excludesFile(gitDir string) string {
	home, _ := os.UserHomeDir()
	xdg := filepath.Join(cmp.Or(os.Getenv("XDG_CONFIG_HOME"), filepath.Join(home, ".config")), "git")
	file := filepath.Join(xdg, "ignore")
	for _, config := range []string{
		filepath.Join(xdg, "config"),
		filepath.Join(home, ".gitconfig"),
		filepath.Join(gitDir, "config"),
	} {
		file = configured(read(config), file)
	}
	if rest, ok := strings.CutPrefix(file, "~/"); ok {
		return filepath.Join(home, rest)
	}
	return file
}

// configured returns the last core.excludesFile in the text of a git configuration file, or fallback if it sets none.
func configured(config, fallback string) string {
	section := ""
	for line := range strings.Lines(config) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section, _, _ = strings.Cut(line[1:], "]")
			continue
		}
		key, value, found := strings.Cut(line, "=")
		if found && strings.EqualFold(section, "core") && strings.EqualFold(strings.TrimSpace(key), "excludesFile") {
			fallback = unquote(strings.TrimSpace(value))
		}
	}
	return fallback
}

// unquote takes the quotes, escapes and comment off a value (https://git-scm.com/docs/git-config#_syntax).
func unquote(value string) string {
	var plain strings.Builder
	quoted := false
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case c == '"':
			quoted = !quoted
		case (c == '#' || c == ';') && !quoted:
			return strings.TrimRight(plain.String(), " \t")
		case c == '\\' && i+1 < len(value):
			i++
			plain.WriteByte(value[i])
		default:
			plain.WriteByte(c)
		}
	}
	return plain.String()
}
