package scaffold

import (
	"errors"
	"fmt"
	"strings"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/console"
	"github.com/agentlint/agentlint/internal/address"
	"github.com/agentlint/agentlint/internal/pattern"
)

// An action is where a workflow gets agentlint from, as GitHub writes it: OWNER/NAME@REF. The ref is one that stays: a full commit,
// or a tag with the name of a version.
var action = pattern.New(`^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}@([0-9a-f]{40}|v?[0-9]{1,6}(\.[0-9]+)*([-+][A-Za-z0-9.+-]+)?)$`)

// workflowText returns the workflow that runs the action at a place, "" for where this build is published.
func workflowText(place string) (string, error) {
	if place == "" {
		place = publishedAction()
	}
	switch {
	case place == "":
		return "", errors.New("--workflow: this build does not say where agentlint is published, and the repository agentlint/agentlint is another project's; " +
			"give the one to run, at a full commit or a tag: --repository OWNER/NAME@REF")
	case !action.MatchString(place):
		return "", fmt.Errorf("--repository %q: want OWNER/NAME@REF, a repository on GitHub and a full commit (40 hexadecimal digits) or the tag of a version, such as v1.2.3", place)
	}
	return strings.ReplaceAll(workflowTemplate, "OWNER/NAME@REF", place), nil
}

// publishedAction is the action of the release that this is, "" if it is none or published nowhere.
func publishedAction() string {
	if place := address.Repository + "@v" + console.Version(); action.MatchString(place) && console.IsRelease() {
		return place
	}
	return ""
}

const workflowTemplate = `name: agentlint
on:
  push: {branches: [main]}
  pull_request:
permissions:
  contents: read
  security-events: write # for the upload
jobs:
  agentlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: OWNER/NAME@REF
        with: {upload-sarif: true}
`
