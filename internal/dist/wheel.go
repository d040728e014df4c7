package main

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
)

// pythonSource is the folder of the package that the wheel brings.
const pythonSource = "packaging/python/agentlint"

// wheel writes the wheel of a platform. The program is one of its scripts, so that pip puts it on the PATH as it is: no Python
// starts it. https://packaging.python.org/en/latest/specifications/binary-distribution-format/
func (r *release) wheel(p platform, program []byte) error {
	name := strings.NewReplacer("-", "_", ".", "_").Replace(strings.ToLower(r.pypi)) + "-" + r.pep440()
	files, err := sources(pythonSource, "agentlint")
	if err != nil {
		return err
	}
	files = append(files, file{name + ".data/scripts/" + p.program(), program, true})
	info := name + ".dist-info/"
	for _, licence := range []string{"LICENSE", "THIRD_PARTY_LICENSES.md"} {
		text, err := os.ReadFile(licence)
		if err != nil {
			return err
		}
		files = append(files, file{info + "licenses/" + licence, text, false})
	}
	readme, err := os.ReadFile("packaging/python/README.md")
	if err != nil {
		return err
	}
	files = append(files,
		file{info + "METADATA", []byte(r.metadata(readme)), false},
		file{info + "WHEEL", []byte(wheelFile(p)), false})
	files = append(files, file{info + "RECORD", record(files, info+"RECORD"), false})
	return r.zip(name+"-py3-none-"+strings.Join(p.wheel, ".")+".whl", files)
}

// metadata are the core metadata, https://packaging.python.org/en/latest/specifications/core-metadata/
func (r *release) metadata(readme []byte) string {
	return fmt.Sprintf(`Metadata-Version: 2.4
Name: %s
Version: %s
Summary: Linter for the definitions of AI agents and the training code that they write
License-Expression: Apache-2.0
License-File: LICENSE
License-File: THIRD_PARTY_LICENSES.md
Requires-Python: >=3.9
Classifier: Environment :: Console
Classifier: Programming Language :: Python :: 3
Classifier: Topic :: Software Development :: Quality Assurance
Classifier: Typing :: Typed
%sDescription-Content-Type: text/markdown

%s`, r.pypi, r.pep440(), fleetExtra(), readme)
}

// fleetDependencies are what agentlint.fleet needs; nothing else of the wheel needs anything.
var fleetDependencies = []string{"ray[data]>=2.60", "pyarrow>=19", "duckdb>=1.2.2"}

// fleetExtra are the lines of the metadata for pip install 'NAME[fleet]'.
func fleetExtra() string {
	text := "Provides-Extra: fleet\n"
	for _, what := range fleetDependencies {
		text += "Requires-Dist: " + what + "; extra == 'fleet'\n"
	}
	return text
}

// wheelFile says what the wheel runs on.
func wheelFile(p platform) string {
	text := "Wheel-Version: 1.0\nGenerator: agentlint dist\nRoot-Is-Purelib: false\n"
	for _, tag := range p.wheel {
		text += "Tag: py3-none-" + tag + "\n"
	}
	return text
}

// record lists the files with their hashes, and itself without.
func record(files []file, self string) []byte {
	var text strings.Builder
	for _, f := range files {
		sum := sha256.Sum256(f.content)
		fmt.Fprintf(&text, "%s,sha256=%s,%d\n", f.name, base64.RawURLEncoding.EncodeToString(sum[:]), len(f.content))
	}
	fmt.Fprintf(&text, "%s,,\n", self)
	return []byte(text.String())
}
