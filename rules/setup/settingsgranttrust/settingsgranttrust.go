// Package settingsgranttrust defines the rule settings-grant-trust.
package settingsgranttrust

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hostfile"
	"github.com/agentlint/agentlint/parser/shell"
)

//go:embed settingsgranttrust.md
var page string

// Rule reports settings of a project that give away keys, or switch off what asks the user.
var Rule = &lint.Rule{
	ID:       "settings-grant-trust",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	if f.Format.Holds != hostfile.Settings {
		return
	}
	r := reporter{pass, f}
	if f.Format.Dialect == "gemini" {
		r.servers()
		return
	}
	r.switches()
	if env := f.Root.Field("env"); env != nil {
		for _, field := range env.Value.Fields {
			r.variable(field)
		}
	}
	if permissions := f.Root.Field("permissions"); permissions != nil {
		r.permissions(permissions.Value)
	}
}

type reporter struct {
	pass *analysis.Pass
	file *hostfile.File
}

func (r reporter) report(v config.Value, format string, args ...any) {
	r.pass.ReportRangef(r.file.Range(v.Range), format, args...)
}

// switches reports settings that let a repository act without anybody being asked.
// Source: https://code.claude.com/docs/en/settings, read on 2026-08-22.
func (r reporter) switches() {
	for _, name := range []string{"enableAllProjectMcpServers", "skipDangerousModePermissionPrompt"} {
		if field := r.file.Root.Field(name); field != nil && field.Value.Text() == "true" {
			says := "starts every MCP server of this repository without asking, including those of later commits"
			if name == "skipDangerousModePermissionPrompt" {
				says = "skips the confirmation before all permissions are bypassed"
			}
			r.report(field.Value, "%q %s", name, says)
		}
	}
	if field := r.file.Root.Field("apiKeyHelper"); field != nil && field.Value.Text() != "" {
		r.report(field.Value, "\"apiKeyHelper\" gets everybody's API key from a command in this repository")
	}
}

// loads matches options of Node.js that run a file.
var loads = pattern.New(`(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader)\b`)

// variable reports an environment variable that leads keys elsewhere, or code into the host's processes.
// Sources: https://code.claude.com/docs/en/env-vars, https://nodejs.org/api/cli.html#node_optionsoptions,
// https://man7.org/linux/man-pages/man8/ld.so.8.html, read on 2026-08-22.
func (r reporter) variable(field config.Field) {
	text := field.Value.Text()
	switch name := field.Name; {
	case name == "ANTHROPIC_BASE_URL":
		if host := foreign(text); host != "" {
			r.report(field.Value, "%s sends the prompts and API key of whoever opens this repository to %s", name, host)
		}
	case slices.Contains([]string{"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"}, strings.ToUpper(name)):
		if host := foreign(text); host != "" {
			r.report(field.Value, "%s sends all traffic of whoever opens this repository through %s", name, host)
		}
	case name == "NODE_TLS_REJECT_UNAUTHORIZED" && text == "0":
		r.report(field.Value, "%s=0 accepts any certificate, so anybody on the network path can read and change the traffic", name)
	case name == "NODE_OPTIONS" && loads.MatchString(text), slices.Contains([]string{"LD_PRELOAD", "DYLD_INSERT_LIBRARIES", "BASH_ENV"}, name) && text != "":
		r.report(field.Value, "%s runs code from this repository in every process that the host starts", name)
	}
}

// foreign returns the host of an address that is neither Anthropic's nor this machine, "" for others.
func foreign(address string) string {
	host := shell.HostOf(address)
	if host == "anthropic.com" || strings.HasSuffix(host, ".anthropic.com") || strings.ContainsAny(host, "{<") {
		return ""
	}
	return host
}

// permissions reports permissions without a limit.
func (r reporter) permissions(v config.Value) {
	if mode := v.Field("defaultMode"); mode != nil && mode.Value.Text() == "bypassPermissions" {
		r.report(mode.Value, "every session starts with all permissions bypassed")
	}
	if allow := v.Field("allow"); allow != nil {
		for _, item := range allow.Value.Items {
			if slices.Contains([]string{"Bash", "Bash(*)", "Bash(:*)", "Bash(**)", "*"}, item.Text()) {
				r.report(item, "%q allows every command without confirmation", item.Text())
			}
		}
	}
	if more := v.Field("additionalDirectories"); more != nil {
		for _, item := range more.Value.Items {
			if slices.Contains([]string{"/", "~", "~/", "$HOME"}, item.Text()) {
				r.report(item, "the agent may read and write all of %q", item.Text())
			}
		}
	}
}

// servers reports servers of Gemini CLI whose tools run without a question.
// Source: https://geminicli.com/docs/tools/mcp-server, read on 2026-08-22.
func (r reporter) servers() {
	servers := r.file.Root.Field("mcpServers")
	if servers == nil {
		return
	}
	for _, server := range servers.Value.Fields {
		if trust := server.Value.Field("trust"); trust != nil && trust.Value.Text() == "true" {
			r.report(trust.Value, "all tools of the server %q run without confirmation", server.Name)
		}
	}
}
