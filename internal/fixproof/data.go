package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"go.yaml.in/yaml/v4"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/source"
)

// decode returns what a text holds, by the path of each value; nil if it is not what its extension says.
func decode(ext string, text []byte) map[string]string {
	var root any
	var err error
	switch text = bytes.TrimPrefix(text, []byte(source.BOM)); ext {
	case ".json", ".jsonc":
		err = json.Unmarshal(text, &root)
	case ".toml":
		err = toml.Unmarshal(text, &root)
	default:
		err = yaml.Unmarshal(text, &root)
	}
	if err != nil {
		return nil
	}
	values := map[string]string{}
	flatten(values, root, "")
	return values
}

// flatten writes each scalar, and each empty list or map, under the keys above it.
func flatten(into map[string]string, v any, path string) {
	switch v := v.(type) {
	case map[string]any:
		for key, value := range v {
			flatten(into, value, path+"."+key)
		}
		if len(v) > 0 {
			return
		}
	case map[any]any:
		for key, value := range v {
			flatten(into, value, fmt.Sprintf("%s.%v", path, key))
		}
		if len(v) > 0 {
			return
		}
	case []any:
		for i, value := range v {
			flatten(into, value, fmt.Sprintf("%s[%d]", path, i))
		}
		if len(v) > 0 {
			return
		}
	}
	into[strings.TrimPrefix(path, ".")] = fmt.Sprintf("%T %v", v, v)
}

// values compares data. What could not be read before is not compared.
func values(before, after map[string]string, ids []string) (all []difference) {
	if before == nil {
		return nil
	}
	if after == nil {
		return []difference{{what: "it can't be read any more"}}
	}
	keys := append(sortedKeys(before), sortedKeys(after)...)
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		old, was := before[key]
		now, is := after[key]
		switch {
		case !was:
			old = "nothing"
		case !is:
			now = "nothing"
		}
		if old != now {
			all = append(all, datum(fmt.Sprintf("%s: %s => %s", key, old, now), ids))
		}
	}
	return all
}

// datum is a difference in data, which is by design if it matches what one of the rules may do.
func datum(what string, ids []string) difference {
	for _, id := range ids {
		for _, p := range design[id].data {
			if pattern.New("(?s)^(?:" + p + ")$").MatchString(what) {
				return difference{what, true}
			}
		}
	}
	return difference{what: what}
}
