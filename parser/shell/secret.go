package shell

import (
	"cmp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/agentlint/agentlint/internal/pattern"
)

// keyFile matches files in which programs keep keys.
// Sources: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html, https://man.openbsd.org/ssh#FILES,
// https://docs.docker.com/reference/cli/docker/login, https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables,
// https://cloud.google.com/docs/authentication/application-default-credentials, read on 2026-11-30.
var keyFile = pattern.New(`(?:^|/)(?:\.aws/credentials|\.ssh/(?:id_\w+|\*|config)|\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.docker/config\.json|\.kube/config|\.gnupg/|\.config/gcloud/|\.huggingface/token|\.cache/huggingface/token|\.claude/\.credentials\.json|\.codex/auth\.json)|(?:^|/)\.env(?:\.\w+)?$`)

// keyVariable matches variables that hold keys.
var keyVariable = pattern.New(`\$\{?(?:[A-Z][A-Z0-9]*_)*(?:API_KEY|SECRET|SECRET_KEY|SECRET_ACCESS_KEY|TOKEN|PASSWORD)\b`)

// address matches an address on the network, and takes its host.
var address = pattern.New(`^(?:https?|ftp)://(?:[^@/]*@)?([^/:?#$]+)`)

// SendsKeys returns which keys the command reads and to which host it sends them; "" if it does not do both. A key that goes to
// its host in a header is what it is for.
func (c Command) SendsKeys() (keys, to string) {
	file := parse(c.Text)
	if file == nil {
		return "", ""
	}
	for _, stmt := range file.Stmts {
		syntax.Walk(stmt, func(n syntax.Node) bool {
			if keys != "" {
				return false
			}
			switch n := n.(type) {
			case *syntax.BinaryCmd:
				if n.Op == syntax.Pipe {
					if read, host := readKeys(n.X), sendsInput(n.Y); read != "" && host != "" {
						keys, to = read, host
					}
				}
			case *syntax.CallExpr:
				keys, to = sendsArgument(n)
			}
			return keys == ""
		})
	}
	return keys, to
}

// readKeys returns what keys a statement prints, "" for none.
func readKeys(n syntax.Node) (found string) {
	syntax.Walk(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.CallExpr:
			w := words(n)
			switch {
			case len(w) == 0:
			case len(w) == 1 && slices.Contains([]string{"env", "printenv", "export", "set"}, base(w[0])):
				found = "all environment variables"
			case slices.Contains([]string{"cat", "tar", "base64", "zip", "gzip", "head", "tail", "grep", "cp", "xxd", "jq"}, base(w[0])):
				found = cmp.Or(found, keyFileOf(w[1:]))
			case slices.Contains([]string{"echo", "printf"}, base(w[0])):
				found = cmp.Or(found, keyVariable.FindString(strings.Join(w[1:], " ")))
			}
		case *syntax.Redirect:
			if n.Op == syntax.RdrIn && n.Word != nil {
				found = cmp.Or(found, keyFileOf([]string{literal(n.Word)}))
			}
		}
		return true
	})
	return found
}

func keyFileOf(words []string) string {
	for _, w := range words {
		if keyFile.MatchString(w) {
			return w
		}
	}
	return ""
}

// sendsInput returns the host to which a statement, or a later one of its pipeline, sends what it reads; "" if it does not.
func sendsInput(s *syntax.Stmt) (host string) {
	syntax.Walk(s, func(n syntax.Node) bool {
		call, ok := n.(*syntax.CallExpr)
		if !ok {
			return true
		}
		w := words(call)
		switch {
		case len(w) == 0:
		case slices.Contains([]string{"nc", "ncat", "netcat", "telnet"}, base(w[0])):
			host = cmp.Or(host, hostOfSocket(w[1:]))
		case slices.ContainsFunc(w, func(w string) bool { return w == "@-" || w == "-" || w == "@/dev/stdin" || strings.HasSuffix(w, "=@-") }):
			host = cmp.Or(host, hostOfUpload(w))
		}
		return true
	})
	return host
}

// hostOfSocket returns the host that a tool such as nc is given before a port.
func hostOfSocket(words []string) string {
	for i, w := range words {
		if !strings.HasPrefix(w, "-") && i+1 < len(words) && !isLocal(w) {
			return w
		}
	}
	return ""
}

// hostOfUpload returns the host of an address that a downloader is given, "" if it is this machine or none.
func hostOfUpload(words []string) string {
	if !slices.Contains([]string{"curl", "wget", "http", "https", "xh"}, base(words[0])) {
		return ""
	}
	for _, w := range words[1:] {
		if host := HostOf(w); host != "" {
			return host
		}
	}
	return ""
}

// HostOf returns the host of an address on the network, "" if it is this machine or the text is no address.
func HostOf(text string) string {
	if m := address.FindStringSubmatch(text); m != nil && !isLocal(m[1]) {
		return m[1]
	}
	return ""
}

func isLocal(host string) bool {
	return host == "localhost" || strings.HasPrefix(host, "127.") || host == "[" || host == "0.0.0.0" || strings.HasSuffix(host, ".local")
}

// bodyOptions are those by which curl and wget are given what they send.
var bodyOptions = []string{"-d", "--data", "--data-binary", "--data-raw", "--data-urlencode", "-F", "--form", "-T", "--upload-file", "--post-data", "--post-file", "--body-data", "--body-file"}

// sendsArgument returns the keys that a call sends in its body, and the host.
func sendsArgument(call *syntax.CallExpr) (keys, to string) {
	w := words(call)
	if len(w) < 3 {
		return "", ""
	}
	if to = hostOfUpload(w); to == "" {
		return "", ""
	}
	skipped := len(call.Args) - len(w)
	for i := range w {
		option, value, joined := strings.Cut(w[i], "=")
		if !slices.Contains(bodyOptions, option) {
			continue
		}
		word := call.Args[skipped+i]
		if !joined {
			if i+1 == len(w) {
				continue
			}
			value, word = w[i+1], call.Args[skipped+i+1]
		}
		if found := keysIn(value, word); found != "" {
			return found, to
		}
	}
	return "", ""
}

// keysIn returns the keys in what a call sends: a file, a variable, or what a command in it prints.
func keysIn(value string, word *syntax.Word) string {
	if at := strings.LastIndex(value, "@"); at >= 0 {
		if name := value[at+1:]; keyFile.MatchString(name) {
			return name
		}
	}
	if keyFile.MatchString(value) {
		return value
	}
	if variable := keyVariable.FindString(value); variable != "" {
		return variable
	}
	found := ""
	syntax.Walk(word, func(n syntax.Node) bool {
		if s, ok := n.(*syntax.CmdSubst); ok {
			for _, stmt := range s.Stmts {
				found = cmp.Or(found, readKeys(stmt))
			}
		}
		return found == ""
	})
	return found
}
