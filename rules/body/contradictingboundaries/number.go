package contradictingboundaries

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/policy/bullet"
)

// A metric is something that definitions set an upper bound for.
type metric struct {
	name  string
	needs []string // words that all have to be there
	may   string   // words that may be there, besides [bounds]
}

var metrics = []metric{
	{"complexity", []string{"complexity"}, "cyclomatic mccabe function method score code functions/methods"},
	{"line length", []string{"line", "length"}, "code character char column"},
	{"line length", []string{"line", "character"}, "code length per"},
	{"function length", []string{"function", "line"}, "code length method short small size body"},
	{"function length", []string{"method", "line"}, "code length short small size body"},
	{"file length", []string{"file", "line"}, "code length short small size source"},
	{"class length", []string{"class", "line"}, "code length short small size"},
	{"number of parameters", []string{"parameter"}, "function method number count argument"},
	{"nesting depth", []string{"nesting"}, "depth level deep function code"},
	{"length of names", []string{"name", "character"}, "function method variable length long short char"},
}

// bounds are words of sentences that set an upper bound.
var bounds = strings.Fields(`keep maintain limit have be must should shall is are at most no more than less fewer below under max maximum of up to not exceed exceeding over above or low lower
per each every with in and always never must ensure use write make allow strict hard target stay longer than as ideally`)

// reportNumbers reports a bound that differs from one that the definition sets before, for the same.
func reportNumbers(pass *analysis.Pass, f *agent.File, bullets []bullet.Bullet, taken map[int]bool) {
	first := map[string]int{} // the bullet of each metric
	highest := map[string]int{}
	for i := range bullets {
		b := &bullets[i]
		if isNarrowed(b) {
			continue
		}
		for _, n := range b.Numbers() {
			name := metricOf(n.Clause)
			if name == "" {
				continue
			}
			if was, ok := highest[name]; !ok {
				first[name], highest[name] = i, n.Max
			} else if was != n.Max && !taken[b.Range.Start] && first[name] != i {
				taken[b.Range.Start] = true
				earlier := &bullets[first[name]]
				reportPair(pass, f, b, earlier, fmt.Sprintf("the %s is at most %d here, but at most %d on line %d", name, n.Max, was, earlier.Line))
			}
		}
	}
}

// metricOf returns what the words around a number set a bound for, "" if they say more than that.
func metricOf(words []string) string {
	for _, m := range metrics {
		may := append(strings.Fields(m.may), m.needs...)
		isOther := func(w string) bool {
			return !slices.Contains(may, w) && !slices.Contains(bounds, w) && strings.Trim(w, "0123456789") != ""
		}
		lacks := func(w string) bool { return !slices.Contains(words, w) }
		if !slices.ContainsFunc(m.needs, lacks) && !slices.ContainsFunc(words, isOther) {
			return m.name
		}
	}
	return ""
}
