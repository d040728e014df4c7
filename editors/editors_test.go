// Package editors holds what the configurations in this folder say to what the language server does.
package editors

import (
	"bytes"
	"context"
	"encoding/json"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
	"github.com/pelletier/go-toml/v2"
)

// A template is the part of a template of LSP4IJ, a plugin of JetBrains IDEs, that agentlint needs. Its keys are those that
// LanguageServerTemplateDeserializer and ServerTemplateJsonDeserializer of LSP4IJ (commit d21cff92) read.
type template struct {
	ID               string            `json:"id"`
	Name             string            `json:"name"`
	ProgramArgs      map[string]string `json:"programArgs"`
	FileTypeMappings []struct {
		FileType struct {
			Name     string   `json:"name"`
			Patterns []string `json:"patterns"`
		} `json:"fileType"`
		LanguageID string `json:"languageId"`
	} `json:"fileTypeMappings"`
}

// systems are the keys of commands in a template.
var systems = []string{"default", "windows", "mac", "unix"}

func TestJetBrains(t *testing.T) {
	text, err := os.ReadFile("jetbrains/agentlint/template.json")
	if err != nil {
		t.Fatal(err)
	}
	var read template
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&read); err != nil {
		t.Fatal(err)
	}
	if read.ID == "" || read.Name == "" {
		t.Error("the template has no id or no name")
	}
	if page, err := os.ReadFile("../docs/editors.md"); err != nil || !bytes.Contains(page, text) {
		t.Error("docs/editors.md does not show the template as it is")
	}
	for system := range read.ProgramArgs {
		if !slices.Contains(systems, system) {
			t.Errorf("LSP4IJ knows no system %s", system)
		}
	}
	ids := make(map[string]string)
	for _, m := range read.FileTypeMappings {
		for _, pattern := range m.FileType.Patterns {
			ids[pattern] = m.LanguageID
		}
	}
	line := read.ProgramArgs["default"]
	if special, isSpecial := read.ProgramArgs[runtime.GOOS]; isSpecial {
		line = special
	}
	works(t, words(line), func(name string) string {
		for pattern, id := range ids {
			if isMatch, _ := path.Match(pattern, name); isMatch {
				return id
			}
		}
		return ""
	})
}

// words splits a command line as LSP4IJ does: at blanks that are not in quotation marks.
func words(line string) (all []string) {
	for _, found := range regexp.MustCompile(`(?:[^ "]|"[^"]*")+`).FindAllString(line, -1) {
		all = append(all, strings.ReplaceAll(found, `"`, ""))
	}
	return all
}

// suffixes are those of the files that Zed's languages have.
var suffixes = map[string]string{".py": "Python", ".md": "Markdown", ".yaml": "YAML", ".json": "JSON", ".toml": "TOML"}

// Zed gives a server the name of a language in lower case, unless the manifest has another. The command is that which the
// compiled extension returns, if .ci/editors has compiled it, and otherwise what its source says.
func TestZed(t *testing.T) {
	text, err := os.ReadFile("zed/extension.toml")
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		ID            string   `toml:"id"`
		Name          string   `toml:"name"`
		Version       string   `toml:"version"`
		SchemaVersion int      `toml:"schema_version"`
		Authors       []string `toml:"authors"`
		Description   string   `toml:"description"`
		Servers       map[string]struct {
			Name      string   `toml:"name"`
			Languages []string `toml:"languages"`
		} `toml:"language_servers"`
	}
	decoder := toml.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&manifest); err != nil {
		t.Fatal(err)
	}
	if manifest.ID != "agentlint" || manifest.SchemaVersion != 1 || manifest.Version == "" {
		t.Error("the manifest lacks what Zed requires")
	}
	command := []string{"agentlint", "lsp"}
	if returned := os.Getenv("AGENTLINT_ZED_COMMAND"); returned != "" {
		if err := json.Unmarshal([]byte(returned), &command); err != nil {
			t.Fatal(err)
		}
	}
	languages := manifest.Servers["agentlint"].Languages
	works(t, command, func(name string) string {
		if language := suffixes[path.Ext(name)]; slices.Contains(languages, language) {
			return strings.ToLower(language)
		}
		return ""
	})
}

// files are those of a project, and what must be found in each.
var files = map[string]struct{ text, code string }{
	"train.py":                  {"import torch\n\nprint(f\"done\")\nx = torch.load(\"a\")\n", "unsafe-torch-load"},
	".claude/agents/trainer.md": {"---\nname: trainer\n---\n\nTrain the model.\n", "missing-key"},
	".mcp.json":                 {"{\"mcpServers\": {\"a\": {\"args\": []}}}\n", "mcp-missing-field"},
	"config.yaml":               {"a: 1\n", ""},
	"pyproject.toml":            {"[project]\nname = \"a\"\n", ""},
}

// works starts a language server with a command, opens files as an editor does, and applies a fix.
func works(t *testing.T, command []string, languageOf func(name string) string) {
	t.Helper()
	e := start(t, command)
	for name, file := range files {
		language := languageOf(path.Base(name))
		if language == "" {
			t.Errorf("no server would be started for %s", name)
			continue
		}
		e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
			"uri": e.uri(name), "languageId": language, "version": 1, "text": file.text,
		}})
	}
	for range files {
		select {
		case found := <-e.published:
			name, _ := filepath.Rel(e.folder, fromURI(t, found.URI))
			code := files[filepath.ToSlash(name)].code
			if isFound := slices.ContainsFunc(found.Diagnostics, func(d diagnostic) bool { return d.Code == code }); code != "" && !isFound {
				t.Errorf("%s: %v, and no %s", name, found.Diagnostics, code)
			}
		case <-time.After(time.Minute):
			t.Fatal("the findings of a file are missing")
		}
	}
	var actions []struct {
		Edit struct {
			Changes map[string][]struct{ NewText string } `json:"changes"`
		} `json:"edit"`
	}
	whole := map[string]any{"start": map[string]int{"line": 0, "character": 0}, "end": map[string]int{"line": 4, "character": 0}}
	e.call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": e.uri("train.py")}, "range": whole, "context": map[string]any{"only": []string{"source.fixAll.agentlint"}},
	}, &actions)
	if len(actions) != 1 || len(actions[0].Edit.Changes[e.uri("train.py")]) == 0 {
		t.Errorf("the fix of all of train.py is %v", actions)
	}
}

type diagnostic struct {
	Code string `json:"code"`
}

type publication struct {
	URI         string       `json:"uri"`
	Diagnostics []diagnostic `json:"diagnostics"`
}

// An editor is a client of a language server.
type editor struct {
	t         *testing.T
	folder    string
	client    *jrpc2.Client
	published chan publication
}

// start starts a language server in a project, with agentlint on the PATH.
func start(t *testing.T, command []string) *editor {
	t.Helper()
	bin := t.TempDir()
	build := exec.Command("go", "build", "-o", bin, "../cmd/agentlint")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	e := &editor{t: t, folder: folder(t), published: make(chan publication, 100)}
	server := exec.Command(command[0], command[1:]...)
	server.Dir, server.Env, server.Stderr = e.folder, append(os.Environ(), "AGENTLINT_NO_CACHE=1"), os.Stderr
	in, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	e.client = jrpc2.NewClient(channel.LSP(out, in), &jrpc2.ClientOptions{OnNotify: func(r *jrpc2.Request) {
		var p publication
		if r.Method() == "textDocument/publishDiagnostics" && r.UnmarshalParams(&p) == nil {
			e.published <- p
		}
	}})
	e.call("initialize", map[string]any{"rootUri": e.uri("."), "capabilities": map[string]any{}}, nil)
	e.notify("initialized", map[string]any{})
	t.Cleanup(func() {
		e.call("shutdown", nil, nil)
		e.notify("exit", nil)
		if err := server.Wait(); err != nil {
			t.Errorf("the server ends with %v", err)
		}
	})
	return e
}

// folder writes the files of the project.
func folder(t *testing.T) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range files {
		at := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(file.text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func (e *editor) call(method string, params, result any) {
	e.t.Helper()
	if result == nil {
		result = new(json.RawMessage)
	}
	if err := e.client.CallResult(context.Background(), method, params, result); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.client.Notify(context.Background(), method, params); err != nil {
		e.t.Fatal(err)
	}
}

// uri returns the URI of a file of the project.
func (e *editor) uri(name string) string {
	at := filepath.ToSlash(filepath.Join(e.folder, filepath.FromSlash(name)))
	if !strings.HasPrefix(at, "/") { // a drive of Windows
		at = "/" + at
	}
	return (&url.URL{Scheme: "file", Path: at}).String()
}

func fromURI(t *testing.T, uri string) string {
	t.Helper()
	parsed, err := url.Parse(uri)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		return filepath.FromSlash(strings.TrimPrefix(parsed.Path, "/"))
	}
	return parsed.Path
}
