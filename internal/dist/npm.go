package main

import (
	"encoding/json"
	"os"
	"slices"
)

// npmSource is the folder of the package that starts the program of the platform.
const npmSource = "packaging/npm"

// manifest is a package.json, https://docs.npmjs.com/cli/configuring-npm/package-json
type manifest struct {
	Name                 string            `json:"name"`
	Version              string            `json:"version"`
	Description          string            `json:"description"`
	License              string            `json:"license"`
	OS                   []string          `json:"os,omitempty"`
	CPU                  []string          `json:"cpu,omitempty"`
	Bin                  map[string]string `json:"bin,omitempty"`
	Files                []string          `json:"files"`
	OptionalDependencies map[string]string `json:"optionalDependencies,omitempty"`
	Engines              map[string]string `json:"engines,omitempty"`
}

// platformPackage writes the package that holds the program for one platform: npm installs it only there, by its os and cpu.
func (r *release) platformPackage(p platform, program []byte) error {
	files := []file{{"package/bin/" + p.program(), program, true}}
	return r.npmPackage(manifest{
		Name: r.npmName(p), Version: r.version,
		Description: "agentlint for " + p.npmOS + " on " + p.npmCPU,
		OS:          []string{p.npmOS}, CPU: []string{p.npmCPU},
		Files: []string{"bin"},
	}, files)
}

// launcher writes the package that users name. It has no script that runs on installing: the platforms are optional
// dependencies, of which npm takes the one that fits.
func (r *release) launcher() error {
	files, err := sources(npmSource, "package")
	if err != nil {
		return err
	}
	m := manifest{
		Name: r.npm, Version: r.version,
		Description: "Linter for the definitions of AI agents and the training code that they write",
		Bin:         map[string]string{"agentlint": "bin/agentlint.js"}, Files: []string{"bin"},
		OptionalDependencies: map[string]string{}, Engines: map[string]string{"node": ">=18"},
	}
	for _, p := range slices.Concat(platforms, onMac) {
		m.OptionalDependencies[r.npmName(p)] = r.version
	}
	return r.npmPackage(m, files)
}

func (r *release) npmName(p platform) string { return r.npm + "-" + p.npmOS + "-" + p.npmCPU }

// npmPackage writes a package as npm pack names it.
func (r *release) npmPackage(m manifest, files []file) error {
	m.License = "Apache-2.0"
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	files = append(files, file{"package/package.json", append(text, '\n'), false})
	for _, licence := range []string{"LICENSE", "THIRD_PARTY_LICENSES.md"} {
		text, err := os.ReadFile(licence)
		if err != nil {
			return err
		}
		files = append(files, file{"package/" + licence, text, false})
	}
	return r.tar(packed(m.Name)+"-"+m.Version+".tgz", files)
}
