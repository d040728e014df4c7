//go:build js

// Command playground is agentlint for a page: the function agentlintCheck checks texts, of which nothing leaves the browser.
package main

import (
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"syscall/js"
	"testing/fstest"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/machine"
	"github.com/agentlint/agentlint/rules"
)

// root is where the texts pretend to be.
const root = "/playground"

func main() {
	js.Global().Set("agentlintCheck", js.FuncOf(func(_ js.Value, args []js.Value) any {
		var files map[string]string
		if err := json.Unmarshal([]byte(args[0].String()), &files); err != nil {
			return err.Error()
		}
		return check(files)
	}))
	js.Global().Set("agentlintExplain", js.FuncOf(func(_ js.Value, args []js.Value) any {
		i := slices.IndexFunc(rules.All, func(r *lint.Rule) bool { return r.IsCalled(args[0].String()) })
		if i < 0 {
			return ""
		}
		return rules.All[i].Page
	}))
	js.Global().Call("agentlintReady")
	select {}
}

// check returns the JSON report on files, by their paths.
func check(files map[string]string) string {
	tree := fstest.MapFS{}
	cfg := request.Config{Root: root, Rules: rules.All, Tree: tree, Read: func(name string) ([]byte, error) {
		content, ok := files[strings.TrimPrefix(name, root+"/")]
		if !ok {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return []byte(content), nil
	}}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		tree[name] = &fstest.MapFile{Data: []byte(files[name])}
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: root + "/" + name})
	}
	result, err := engine.Run(context.Background(), cfg)
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	_ = machine.JSON(&out, report.Report{Result: result, Rules: rules.All, Version: "playground", Root: root, Source: func(path string) *source.File { // a strings.Builder takes all
		return source.New(path, []byte(files[path]))
	}})
	return out.String()
}
