package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestPreCommit holds what pre-commit installs to the version and the name that are released.
func TestPreCommit(t *testing.T) {
	env, err := os.ReadFile("../../release.env")
	if err != nil {
		t.Fatal(err)
	}
	project, err := os.ReadFile("../../pyproject.toml")
	if err != nil {
		t.Fatal(err)
	}
	value := func(name string) string {
		return regexp.MustCompile(`(?m)^` + name + `=(.*)$`).FindStringSubmatch(string(env))[1]
	}
	pypi := value("AGENTLINT_PYPI")
	if pypi == "" {
		pypi = "agentlint-ml"
	}
	r := release{version: value("AGENTLINT_VERSION")}
	for _, line := range []string{`version = "` + r.pep440() + `"`, `dependencies = ["` + pypi + `==` + r.pep440() + `"]`} {
		if !strings.Contains(string(project), line) {
			t.Errorf("pyproject.toml does not have %s", line)
		}
	}
}

func TestVersions(t *testing.T) {
	for version, want := range map[string]string{"1.2.3": "1.2.3", "1.2.3-rc.1": "1.2.3rc1", "0.1.0-alpha.2": "0.1.0a2"} {
		r := release{version: version}
		if got := r.pep440(); got != want || !semantic.MatchString(version) {
			t.Errorf("%s is %s on PyPI, want %s", version, got, want)
		}
	}
	for _, version := range []string{"", "1.2", "v1.2.3", "1.2.3-dirty"} {
		if semantic.MatchString(version) {
			t.Errorf("%q is taken for a version", version)
		}
	}
}

func TestPlatforms(t *testing.T) {
	some, err := platformsNamed([]string{"darwin/arm64", "linux/amd64"})
	if err != nil || len(some) != 2 || some[0].npmCPU != "arm64" {
		t.Errorf("got %v, %v", some, err)
	}
	if _, err := platformsNamed([]string{"plan9/amd64"}); err == nil || !strings.Contains(err.Error(), "linux/amd64") {
		t.Errorf("an unknown platform gives %v, which does not name those that are known", err)
	}
}

// TestDependencies holds the wheel to depend on nothing, unless the extra is asked for.
func TestDependencies(t *testing.T) {
	r := release{version: "1.2.3", pypi: "agentlint-ml"}
	head, _, _ := strings.Cut(r.metadata(nil), "\n\n")
	needs := 0
	for _, line := range strings.Split(head, "\n") {
		if strings.HasPrefix(line, "Requires-Dist: ") {
			needs++
			if !strings.HasSuffix(line, "; extra == 'fleet'") {
				t.Errorf("the wheel always needs something: %s", line)
			}
		}
	}
	if needs != len(fleetDependencies) || !strings.Contains(head, "Provides-Extra: fleet\n") {
		t.Errorf("the extra fleet is not what it should be:\n%s", head)
	}
}
