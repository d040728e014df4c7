package ci

import (
	"encoding/xml"
	"io"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

type checkstyleFile struct {
	XMLName xml.Name          `xml:"file"`
	Name    string            `xml:"name,attr"`
	Errors  []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr"` // from 1, in code points
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// Checkstyle writes the XML of Checkstyle 5, which many tools read: https://checkstyle.org
func Checkstyle(w io.Writer, r report.Report) error {
	root := xml.StartElement{Name: xml.Name{Local: "checkstyle"}, Attr: []xml.Attr{{Name: xml.Name{Local: "version"}, Value: "5.0"}}}
	return writeXML(w, root, func(encoder *xml.Encoder) error {
		for path, findings := range report.ByFile(report.All(r.Result)) {
			file := checkstyleFile{Name: inert.Text(path)}
			for _, f := range findings {
				file.Errors = append(file.Errors, checkstyleError{
					Line: f.Start.Line, Column: f.Start.Column, Severity: checkstyleSeverity(f.Severity),
					Message: inert.Text(f.Located() + f.Citation()), Source: "agentlint." + f.Rule.ID,
				})
			}
			if err := encoder.Encode(file); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkstyleSeverity is Checkstyle's word for a severity.
func checkstyleSeverity(s lint.Severity) string {
	if s == lint.Note {
		return "info"
	}
	return string(s)
}
