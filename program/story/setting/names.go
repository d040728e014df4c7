package setting

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/logging"
	"github.com/agentlint/agentlint/program/value"
)

// enoughNames is the number of settings from which on a report is one of all, in one call or several.
const enoughNames = 3

// names are the settings that are reported one by one: those called as hyperparameters usually are, and other options that are numbers.
type names struct {
	usual, others map[string]bool
}

// areEnough reports whether so many settings are reported that it is meant to be a report of all.
func (n names) areEnough() bool {
	return len(n.usual) > 0 && len(n.usual)+len(n.others) >= enoughNames
}

// add notes the settings that are in a report: by what they are, or by the text around them.
func (n names) add(s *story.Story, r *logging.Report) {
	for _, a := range r.Values {
		if a.Name != "" && hyperparameter.MatchString(a.Name) {
			n.usual[strings.ToLower(a.Name)] = true
		}
		n.addOf(s, a.Value, len(r.Values) > 1 || r.Varies, 0)
	}
}

func (n names) addOf(s *story.Story, v value.Value, withTexts bool, depth int) {
	if depth > 3 {
		return
	}
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		name, isCall := strings.CutSuffix(strings.TrimPrefix(o.Name, "?"), "()")
		_, last := story.CutLast(name)
		switch {
		case o.Kind == value.Text, o.Kind == value.Literal && withTexts:
			n.addText(s, o)
			for _, item := range o.Items {
				n.addOf(s, item, withTexts, depth+1)
			}
		case o.Kind == value.Option, o.Kind == value.Foreign && !isCall:
			n.addSetting(s, o, last)
		case o.Kind == value.Foreign && written[last]:
			n.addOf(s, o.Of, withTexts, depth+1)
			for _, a := range o.Args {
				n.addOf(s, a.Value, withTexts, depth+1)
			}
		}
	}
}

// written are functions and methods whose result is a text with what they are given.
var written = map[string]bool{"format": true, "str": true, "repr": true, "join": true}

// addText notes the hyperparameters that a text names.
func (n names) addText(s *story.Story, o *value.Object) {
	text := o.Name
	if o.Kind == value.Text {
		text = logging.Fixed(s, o)
	}
	for _, m := range hyperparameter.FindAllStringSubmatch(text, -1) {
		n.usual[squeezed.Replace(strings.ToLower(m[2]))] = true
	}
}

// addSetting notes what is reported under its own name.
func (n names) addSetting(s *story.Story, o *value.Object, name string) {
	key := squeezed.Replace(strings.ToLower(name))
	switch {
	case hyperparameter.MatchString(name):
		n.usual[key] = true
	case o.Kind == value.Option && isNumber(s, o) && !ofMachine.MatchString(name):
		n.others[key] = true
	}
}

// isNumber reports whether an option is declared as a number.
func isNumber(s *story.Story, option *value.Object) bool {
	if v, ok := option.Argument("type", -1); ok {
		o := s.Single(v)
		return o != nil && (o.Name == "builtins.int" || o.Name == "builtins.float")
	}
	o := s.OnlyLiteral(option.Default)
	return o != nil && (o.Literal == code.Integer || o.Literal == code.Float)
}

// ofMachine matches options that say where a program runs and how much it reports, not how it trains.
var ofMachine = pattern.New(`(?i)rank|port|gpu|device|node|world|verbos|debug|log|print|save|display|interval|freq`)

// squeezed makes one name of "batch size", batch_size and batchsize.
var squeezed = strings.NewReplacer(" ", "", "_", "")
