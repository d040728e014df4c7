package hostfile

import (
	"fmt"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/shell"
)

// commandKeys are those of a hook that hold a command, one for each system.
var commandKeys = []string{"command", "bash", "powershell", "windows", "linux", "osx"}

// settingKeys are settings that hold a command.
// Source: https://code.claude.com/docs/en/settings, read on 2026-08-22.
var settingKeys = []string{"apiKeyHelper", "awsAuthRefresh", "awsCredentialExport", "otelHeadersHelper"}

// Commands returns the commands that the host runs by this file.
func (f *File) Commands() []shell.Command {
	var all []shell.Command
	add := func(v config.Value, what string) {
		if v.Type() == config.String {
			all = append(all, shell.Command{Text: v.Text(), Range: v.Range, What: what})
		}
	}
	for _, group := range f.Groups() {
		for _, hook := range group.Hooks {
			for _, key := range commandKeys {
				if field := hook.Field(key); field != nil {
					add(field.Value, fmt.Sprintf("the hook of %s", group.Event.Name))
				}
			}
		}
	}
	if f.Format.Holds == Settings {
		for _, key := range settingKeys {
			if field := f.Root.Field(key); field != nil {
				add(field.Value, key)
			}
		}
		if line := f.Root.Field("statusLine"); line != nil {
			if field := line.Value.Field("command"); field != nil {
				add(field.Value, "statusLine")
			}
		}
	}
	return all
}
