package machine

import (
	"bufio"
	"io"

	"github.com/agentlint/agentlint/report"
)

type jsonMeta struct {
	Schema int `json:"schema"`
	jsonTool
}

// JSONL writes a report for streams: an object a line, each with its type. First comes meta, then each finding and notice with
// the keys they have in [JSON]; summary comes last, so that a stream that broke off shows.
func JSONL(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	record(out, "meta", jsonMeta{jsonSchema, jsonTool{Name: "agentlint", Version: r.Version}})
	if r.Part != nil {
		record(out, "shard", r.Part)
	}
	for i := range r.Result.Findings {
		record(out, "finding", toJSON(&r.Result.Findings[i]))
	}
	for _, n := range r.Result.Notices {
		record(out, "notice", report.Notice(n))
	}
	record(out, "summary", summarise(r.Result))
	return out.Flush()
}

// record writes an object that has keys as a line, with its type as the first key.
func record(out *bufio.Writer, kind string, object any) {
	out.WriteString(`{"type":"` + kind + `",`)
	out.Write(report.Encode(object, "")[len("{"):])
	out.WriteByte('\n')
}
