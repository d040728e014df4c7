package flow

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// TestMeasure compares the analysis with labelled files, if there are any: AGENTLINT_LEAKAGE names a table with the
// columns kind, file and number of leaking fits, AGENTLINT_LEAKAGE_FILES the folder of the files. It judges nothing.
func TestMeasure(t *testing.T) {
	table, folder := os.Getenv("AGENTLINT_LEAKAGE"), os.Getenv("AGENTLINT_LEAKAGE_FILES")
	if table == "" || folder == "" {
		t.Skip("no labelled files: set AGENTLINT_LEAKAGE and AGENTLINT_LEAKAGE_FILES")
	}
	f, err := os.Open(table)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	parser := python.NewParser()
	counts := map[string]map[string]int{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		column := strings.Split(lines.Text(), "\t")
		data, err := os.ReadFile(filepath.Join(folder, column[1]))
		if err != nil {
			t.Errorf("%s: %v", column[1], err)
			continue
		}
		src := source.New(column[1], data)
		found := false
		for _, leak := range Find(parser.Parse(src, src.Text, nil)) {
			resample := leak.Kind == ResampleBeforeSplit
			if leak.Kind != TrainOnTest && resample == (column[0] == "overlap") {
				found = true
				t.Logf("%s:%d: %s (kind %d)", column[1], src.Position(leak.At.Start()).Line, leak.What, leak.Kind)
			}
		}
		want := column[2] != "0"
		outcome := map[[2]bool]string{{true, true}: "TP", {true, false}: "FN", {false, true}: "FP", {false, false}: "TN"}[[2]bool{want, found}]
		if counts[column[0]] == nil {
			counts[column[0]] = map[string]int{}
		}
		counts[column[0]][outcome]++
		if want != found {
			t.Logf("%s %s %s", outcome, column[0], column[1])
		}
	}
	for kind, c := range counts {
		t.Logf("%s: TP %d FP %d FN %d TN %d", kind, c["TP"], c["FP"], c["FN"], c["TN"])
	}
}
