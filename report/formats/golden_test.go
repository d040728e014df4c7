package formats

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files")

func TestGolden(t *testing.T) {
	empty := reporttest.NewBuilder(nil).Report
	colored := reporttest.Sample
	colored.Color = true
	for _, test := range []struct {
		file   string
		format string
		report report.Report
	}{
		{"sample.txt", "text", reporttest.Sample},
		{"color.txt", "text", colored},
		{"empty.txt", "text", empty},
		{"sample.json", "json", reporttest.Sample},
		{"empty.json", "json", empty},
		{"sample.sarif", "sarif", reporttest.Sample},
		{"empty.sarif", "sarif", empty},
		{"outside.sarif", "sarif", reporttest.Outside},
		{"sample.concise.txt", "concise", reporttest.Sample},
		{"sample.jsonl", "jsonl", reporttest.Sample},
		{"empty.jsonl", "jsonl", empty},
		{"sample.github.txt", "github", reporttest.Sample},
		{"sample.gitlab.json", "gitlab", reporttest.Sample},
		{"empty.gitlab.json", "gitlab", empty},
		{"sample.junit.xml", "junit", reporttest.Sample},
		{"empty.junit.xml", "junit", empty},
		{"sample.checkstyle.xml", "checkstyle", reporttest.Sample},
		{"empty.checkstyle.xml", "checkstyle", empty},
		{"sample.rdjson", "rdjson", reporttest.Sample},
		{"empty.rdjson", "rdjson", empty},
		{"sample.rdjsonl", "rdjsonl", reporttest.Sample},
		{"sample.azure.txt", "azure", reporttest.Sample},
		{"sample.md", "markdown", reporttest.Sample},
		{"empty.md", "markdown", empty},
		{"sample.html", "html", reporttest.Sample},
		{"empty.html", "html", empty},
	} {
		t.Run(test.file, func(t *testing.T) {
			format, ok := ByName(test.format)
			if !ok {
				t.Fatalf("no format %s", test.format)
			}
			golden(t, test.file, reporttest.Render(t, format, test.report))
		})
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("differs from %s (-want +got); go test ./report/formats -update rewrites it\n%s", path, diff)
	}
}

func TestNames(t *testing.T) {
	if diff := cmp.Diff([]string{"azure", "checkstyle", "concise", "github", "gitlab", "html", "json", "jsonl", "junit", "markdown", "rdjson", "rdjsonl", "sarif", "text"}, Names()); diff != "" {
		t.Error(diff)
	}
	if _, ok := ByName("xml"); ok {
		t.Error("ByName knows xml")
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestWriteError(t *testing.T) {
	for _, name := range Names() {
		format, _ := ByName(name)
		if err := format(brokenPipe{}, reporttest.Sample); err == nil {
			t.Errorf("%s hides that the report could not be written", name)
		}
	}
}

// A report whose files are gone still names every finding.
func TestNoSource(t *testing.T) {
	r := reporttest.Sample
	for _, read := range []func(string) *source.File{nil, func(string) *source.File { return nil }} {
		r.Source = read
		for _, name := range Names() {
			format, _ := ByName(name)
			want := 1
			if name == "junit" { // as message and text
				want = 2
			}
			if got := strings.Count(reporttest.Render(t, format, r), "no description"); got != want {
				t.Errorf("%s names a finding %d times", name, got)
			}
		}
	}
}
