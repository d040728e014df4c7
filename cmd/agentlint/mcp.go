package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/rules"
)

// What an answer holds at most: it goes into a model's context.
const (
	maxAnswerFindings = 50
	maxAnswerBytes    = 60_000
)

func newMCP() *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Serve a coding agent: it can check files and read the pages of rules",
		Long: `Serve a coding agent over the Model Context Protocol, on standard input and output.

The tools are check, explain and rules. They write nothing, and check reads what is below the working directory only.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			transport := &mcp.IOTransport{Reader: io.NopCloser(cmd.InOrStdin()), Writer: unclosed{cmd.OutOrStdout()}}
			return newToolServer().Run(cmd.Context(), transport)
		},
	}
}

// newToolServer returns a server with all tools.
func newToolServer() *mcp.Server {
	server := mcp.NewServer(&mcp.Implementation{Name: "agentlint", Version: version()}, &mcp.ServerOptions{
		Instructions: "Check agent definitions and ML training code after writing them; explain says what a rule wants and why.",
		Capabilities: &mcp.ServerCapabilities{Tools: &mcp.ToolCapabilities{}},
	})
	var t tools
	check := newTool("check", "Check AI agent definitions (Markdown with YAML frontmatter) and ML training code (Python, notebooks). "+
		"Returns findings, the worst first, each with its place, what is wrong, help and fixes as edits of byte ranges.")
	check.InputSchema = schemaOf[checkArguments]()
	mcp.AddTool(server, check, t.check)
	mcp.AddTool(server, newTool("explain", "Return the page of a rule: what it reports, why, a bad and a good example, and how to fix it."), t.explain)
	mcp.AddTool(server, newTool("rules", "List the rules with what each reports."), t.rules)
	return server
}

// newTool returns a tool that only reads, and only what is here.
func newTool(name, description string) *mcp.Tool {
	isOpen := false
	return &mcp.Tool{Name: name, Description: description, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, OpenWorldHint: &isOpen}}
}

// schemaOf returns the JSON Schema of a tool's arguments. Its lists are never null: not all clients know what to put where a
// value may be of several types.
func schemaOf[T any]() *jsonschema.Schema {
	list := &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{Type: "string"}}
	schema, err := jsonschema.For[T](&jsonschema.ForOptions{TypeSchemas: map[reflect.Type]*jsonschema.Schema{reflect.TypeFor[[]string](): list}})
	if err != nil {
		panic(err) // a type that JSON has none for
	}
	return schema
}

// tools are what an agent can call.
type tools struct {
	checking sync.Mutex // held by a check: what is known about hosts is known to the whole process
	live     *cache.Live
}

type checkArguments struct {
	Paths    []string `json:"paths,omitempty" jsonschema:"files and directories to check, relative to the working directory; all below it if empty"`
	Filename string   `json:"filename,omitempty" jsonschema:"in place of paths: the name of a file, which need not exist, that content is checked as"`
	Content  string   `json:"content,omitempty" jsonschema:"text to check in place of what is on disk; needs filename"`
}

// A checkAnswer is what a check found, in the shape of the JSON report.
type checkAnswer struct {
	Report  json.RawMessage `json:"report"`
	Omitted int             `json:"omitted"` // findings that are left out since there are too many
}

func (t *tools) check(ctx context.Context, _ *mcp.CallToolRequest, args checkArguments) (*mcp.CallToolResult, any, error) {
	t.checking.Lock()
	defer t.checking.Unlock()
	root, err := os.Getwd()
	if err != nil {
		return nil, nil, err
	}
	if t.live == nil {
		t.live = lint.NewLive()
	}
	c, paths := &check{cache: cacheFlags{live: t.live}}, args.Paths
	switch {
	case args.Filename == "" && args.Content != "":
		return nil, nil, errors.New("content: want filename with it, which says what is checked and how")
	case args.Filename != "" && len(paths) > 0:
		return nil, nil, errors.New("filename and paths: want one of them")
	case args.Filename != "":
		c.stdin.input = newInput(root, args.Filename, []byte(args.Content))
		c.stdin.input.Explicit = true
		paths = []string{args.Filename}
	}
	for _, path := range paths {
		if err := isInside(root, path); err != nil {
			return nil, nil, err
		}
	}
	run, err := c.inquire(ctx, paths)
	if err != nil {
		return nil, nil, err
	}
	return answer(run)
}

// isInside returns an error for a path that leads out of the directory root, be it by a symbolic link.
func isInside(root, path string) error {
	abs := absolute(root, filepath.FromSlash(strings.TrimSuffix(path, "...")))
	rel, err := filepath.Rel(root, abs)
	if err != nil {
		return fmt.Errorf("%q: want a path below the working directory %s", path, root)
	}
	dir, err := os.OpenRoot(root)
	if err != nil {
		return err
	}
	defer dir.Close()
	if _, err := dir.Stat(rel); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%q: want a path below the working directory %s", path, root)
	}
	return nil
}

// answer returns a run as a text and as JSON, with as many findings as there is room for.
func answer(run *finishedRun) (*mcp.CallToolResult, any, error) {
	var out checkAnswer
	for limit := maxAnswerFindings; ; limit /= 2 {
		out.Omitted += run.keepWorst(limit)
		out.Report = json.RawMessage(run.in(report.JSON))
		if len(out.Report) <= maxAnswerBytes || limit == 0 {
			break
		}
	}
	text := run.in(report.Text)
	if out.Omitted > 0 {
		text += fmt.Sprintf("%d more are left out; check fewer paths, or mend these first\n", out.Omitted)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}, out, nil
}

type explainArguments struct {
	Rule string `json:"rule" jsonschema:"name of the rule, such as bare-except"`
}

func (t *tools) explain(_ context.Context, _ *mcp.CallToolRequest, args explainArguments) (*mcp.CallToolResult, any, error) {
	rule, err := ruleNamed(args.Rule)
	if err != nil {
		return nil, nil, err
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: rule.Page}}}, nil, nil
}

type rulesArguments struct {
	Family string `json:"family,omitempty" jsonschema:"list this family of rules only"`
}

func (t *tools) rules(_ context.Context, _ *mcp.CallToolRequest, args rulesArguments) (*mcp.CallToolResult, any, error) {
	var text strings.Builder
	for _, r := range byID(rules.All) {
		if args.Family == "" || args.Family == r.Family {
			fmt.Fprintf(&text, "%s (%s, %s): %s\n", r.ID, r.Family, r.Severity, r.Summary())
		}
	}
	if text.Len() == 0 {
		return nil, nil, fmt.Errorf("there is no family %q", args.Family)
	}
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text.String()}}}, nil, nil
}
