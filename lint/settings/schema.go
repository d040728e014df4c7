package settings

import (
	"maps"
	"reflect"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/program/story"
)

// JSONSchema returns the JSON Schema (draft 2020-12) of a file of settings, which knows the rules and their options. Each
// key has a description, a default and an example; docs/configuration.md is made of them.
func JSONSchema(all []*lint.Rule) map[string]any {
	properties := map[string]any{
		"root":      key(boolean, "whether the project starts here: outside a git repository, these settings also apply to runs that start in a directory below", false, true),
		"extends":   key(list(text), "settings files that this one extends; paths are relative to this file", []string{}, "../agentlint-base.yaml"),
		"select":    key(list(text), "rules that run: names, families, globs or all", "all", []string{"exceptions", "handoffs", "mcp-*"}),
		"ignore":    key(list(text), "rules that do not run: names, families, globs or all", []string{}, []string{"naming", "commented-out-code"}),
		"rules":     key(ruleSettings(all), "severity and options of each rule", map[string]any{}, map[string]any{"cyclomatic-complexity": map[string]any{"max": 12}, "missing-type-annotations": "note"}),
		"training":  key(list(text), "globs of directories whose Python counts as training code whatever it imports", []string{}, []string{"training", "experiments/*"}),
		"exclude":   key(list(text), "globs of paths that are skipped unless they are named on the command line", []string{}, []string{"third_party", "**/*_pb2.py"}),
		"include":   key(list(text), "paths, not globs, of files and folders that are checked even if git ignores them or a folder name such as vendor excludes them", []string{}, []string{"vendor/ours"}),
		"hosts":     key(list(oneOf(hostNames())), "the hosts to check for", hostNames(), []string{"vscode", "github"}),
		"kinds":     key(map[string]any{"type": "object", "additionalProperties": oneOf(kindNames())}, "kinds of definitions by glob, if their paths do not show them; the first matching glob applies", map[string]any{}, map[string]any{"design/*.md": "claude-agent"}),
		"purpose":   key(oneOf(purposeNames()), "what the scripts are for: a demonstration must be correct, and everything else that is expected of a training is only a note; by default, short scripts, scripts on made-up data, notebooks (even as scripts), scripts called demo, tutorial, smoke, sanity, throughput or benchmark, and everything in examples, tutorials, guides, demos, docs and benchmarks are demonstrations", "derived from the script", "production"),
		"forbid":    key(forbidden(), "calls, imports, argument values, decorators, literals and paths that must not be in the project; see docs/policy.md", []any{}, []any{map[string]any{"call": "pandas.DataFrame.append", "message": "collect the rows and call pandas.concat once"}}),
		"policy":    key(confirmed(all), "how the boundaries in definitions are enforced: ask, topics and protected say how to treat changes that need asking first, and each fingerprint, written by agentlint policy --write, is a bullet that the project has confirmed; see docs/policy.md", map[string]any{}, map[string]any{"8c3a51f0e2d7": map[string]any{"bullet": "Train on test data", "tier": "never", "from": ".github/agents/trainer.agent.md", "rules": []string{"train-on-test-data"}, "severity": "error"}}),
		"preview":   key(boolean, "whether rules in preview run, too: those that are still being tried out, which otherwise run only if they are named", false, true),
		"fail-on":   key(oneOf([]string{"error", "warning", "note", "info", "never"}), "lowest severity that makes the exit code 1", "warning", "error"),
		"overrides": key(map[string]any{"type": "array", "items": override(all)}, "settings for some paths only: select, ignore, rules, forbid and purpose, for what the globs in paths match", []any{}, []any{map[string]any{"paths": []string{"notebooks"}, "ignore": []string{"annotations"}}}),
	}
	return map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "agentlint settings",
		"type": "object", "additionalProperties": false, "properties": properties,
	}
}

var (
	text    = map[string]any{"type": "string"}
	boolean = map[string]any{"type": "boolean"}
)

func purposeNames() (names []string) {
	for _, p := range story.Purposes() {
		names = append(names, string(p))
	}
	return names
}

// key returns the schema of a key whose values are as the given schema says.
func key(values map[string]any, description string, standard, example any) map[string]any {
	schema := maps.Clone(values)
	schema["description"], schema["default"], schema["examples"] = description, standard, []any{example}
	return schema
}

func oneOf(names []string) map[string]any { return map[string]any{"enum": names} }

// list is a schema of one item or a list of them.
func list(item map[string]any) map[string]any {
	return map[string]any{"anyOf": []any{item, map[string]any{"type": "array", "items": item}}}
}

// forbidden is the schema of what is forbidden.
func forbidden() map[string]any {
	severities := oneOf([]string{"error", "warning", "note", "info"})
	properties := map[string]any{"access": oneOf([]string{"read", "write"}), "severity": severities, "except": list(text)}
	for name, what := range map[string]string{
		"call":      "the qualified name of what must not be called, or the first words of a command",
		"import":    "a module that must not be imported, nor anything in it",
		"argument":  "a keyword that a call must not have, or one with its value: shuffle=False",
		"decorator": "the qualified name of a decorator",
		"literal":   "a pattern of strings, in which * stands for anything",
		"path":      "a glob of paths that must not be used",
		"message":   "what is wrong, or what to do instead",
		"bullet":    "the words of the bullet that it enforces",
	} {
		properties[name] = map[string]any{"type": "string", "description": what}
	}
	return map[string]any{"type": "array", "items": map[string]any{"type": "object", "additionalProperties": false, "properties": properties}}
}

// confirmed is the schema of confirmed bullets.
func confirmed(all []*lint.Rule) map[string]any {
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	entry := map[string]any{"type": "object", "additionalProperties": false, "required": []string{"bullet", "from"}, "properties": map[string]any{
		"bullet": map[string]any{"type": "string", "description": "its words"},
		"tier":   oneOf([]string{"always", "ask first", "never"}), "from": list(map[string]any{"type": "string", "description": "the definition, from the directory of the settings; several if each has the bullet"}),
		"rules": list(oneOf(ids)), "severity": oneOf([]string{"error", "warning", "note", "info"}),
		"max": map[string]any{"type": "integer", "minimum": 1, "description": "the bound that it sets, for the option max of its rules"},
	}}
	return map[string]any{"type": "object", "properties": askingSchema(), "patternProperties": map[string]any{"^[0-9a-f]{12}$": entry}, "additionalProperties": false}
}

func override(all []*lint.Rule) map[string]any {
	return map[string]any{
		"type": "object", "additionalProperties": false, "required": []string{"paths"},
		"properties": map[string]any{
			"paths": list(text), "select": list(text), "ignore": list(text), "rules": ruleSettings(all), "forbid": forbidden(),
			"purpose": oneOf(purposeNames()),
		},
	}
}

func ruleSettings(all []*lint.Rule) map[string]any {
	levels := map[string]any{"enum": []any{"error", "warning", "note", "info", "on", "off", true, false}}
	properties := map[string]any{}
	for _, r := range all {
		options := map[string]any{"severity": map[string]any{"enum": []string{"error", "warning", "note", "info", "off"}}}
		addOptions(options, r)
		properties[r.ID] = map[string]any{
			"description": r.Summary(),
			"anyOf":       []any{levels, map[string]any{"type": "object", "additionalProperties": false, "properties": options}},
		}
	}
	return map[string]any{"type": "object", "additionalProperties": false, "properties": properties}
}

// addOptions adds the schema of each of a rule's options, with what its page says of it.
func addOptions(properties map[string]any, r *lint.Rule) {
	v := reflect.ValueOf(r.Options)
	for i, name := range optionNames(r.Options) {
		schema := map[string]any{"type": jsonType(v.Field(i).Kind()), "default": v.Field(i).Interface(), "description": meaning(r, name)}
		if v.Field(i).Kind() == reflect.Slice {
			schema["items"] = text
			schema["default"] = append([]string{}, v.Field(i).Interface().([]string)...) // null is no list
		}
		properties[name] = schema
	}
}

// meaning returns what the section on options of a rule's page says of an option, on one line:
//
//   - `name` (default): meaning
func meaning(r *lint.Rule, name string) string {
	for item := range strings.SplitSeq("\n"+r.Section("Options"), "\n* ") {
		if head, text, ok := strings.Cut(item, "): "); ok && strings.HasPrefix(head, "`"+name+"` (") {
			return strings.Join(strings.Fields(text), " ")
		}
	}
	return ""
}

func jsonType(k reflect.Kind) string {
	switch k {
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.Slice:
		return "array"
	case reflect.Map, reflect.Struct:
		return "object"
	}
	return "string"
}

func hostNames() (names []string) {
	for _, h := range host.All() {
		names = append(names, h.Name)
	}
	return names
}

func kindNames() (names []string) {
	for _, k := range kind.Kinds() {
		names = append(names, string(k))
	}
	return names
}
