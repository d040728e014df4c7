package ci

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Package  string      `xml:"package,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Line    int           `xml:"line,attr,omitempty"`
	Column  int           `xml:"column,attr,omitempty"` // from 1, in code points
	Failure *junitProblem `xml:"failure"`
	Error   *junitProblem `xml:"error"`
}

type junitProblem struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// JUnit writes findings as failures of tests, a suite a file. What could not be checked is an error of a suite. If there is
// neither, one test passes, since servers take a report without tests for a broken one.
func JUnit(w io.Writer, r report.Report) error {
	findings, failed := report.All(r.Result), report.Failures(r.Result)
	root := xml.StartElement{Name: xml.Name{Local: "testsuites"}, Attr: []xml.Attr{
		{Name: xml.Name{Local: "name"}, Value: "agentlint"},
		{Name: xml.Name{Local: "tests"}, Value: strconv.Itoa(max(1, len(findings)+len(failed)))},
		{Name: xml.Name{Local: "failures"}, Value: strconv.Itoa(len(findings))},
		{Name: xml.Name{Local: "errors"}, Value: strconv.Itoa(len(failed))},
	}}
	return writeXML(w, root, func(encoder *xml.Encoder) error {
		for path, findings := range report.ByFile(findings) {
			if err := encoder.Encode(junitFindings(path, findings)); err != nil {
				return err
			}
		}
		for _, notice := range failed {
			if err := encoder.Encode(junitFailure(notice)); err != nil {
				return err
			}
		}
		if len(findings)+len(failed) > 0 {
			return nil
		}
		return encoder.Encode(junitSuite{
			Name: "agentlint", Tests: 1, Package: "agentlint", Cases: []junitCase{{Name: "no findings", Class: "agentlint"}},
		})
	})
}

func junitFindings(path string, findings []*lint.Finding) junitSuite {
	suite := junitSuite{Name: inert.Text(path), Tests: len(findings), Failures: len(findings), Package: "agentlint"}
	for _, f := range findings {
		message := inert.Text(f.Located() + f.Citation())
		suite.Cases = append(suite.Cases, junitCase{
			Name: "agentlint." + f.Rule.ID, Class: suite.Name, Line: f.Start.Line, Column: f.Start.Column,
			Failure: &junitProblem{message, string(f.Severity), fmt.Sprintf("line %d, col %d, %s", f.Start.Line, f.Start.Column, message)},
		})
	}
	return suite
}

func junitFailure(n lint.Notice) junitSuite {
	path := inert.Text(n.Path)
	return junitSuite{Name: path, Tests: 1, Errors: 1, Package: "agentlint", Cases: []junitCase{{
		Name: "agentlint", Class: path, Error: &junitProblem{Message: inert.Text(n.Message), Type: string(n.Kind)},
	}}}
}
