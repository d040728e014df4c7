package story

import (
	"cmp"
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// A Configured is a schedule of the learning rate that a framework moves on by itself, and how.
type Configured struct {
	Scheduler *value.Object
	Interval  string      // "epoch" or "step", "" if it can't be told
	Frequency int         // it moves on once in so many of these, 0 if it can't be told
	Monitor   value.Value // the name of the result that it goes by, or what that may be; Nothing if none is given
}

// Configured returns the schedules that the configure_optimizers of what Lightning trains gives it: a schedule or a configuration of one,
// under a key or in a list (https://lightning.ai/docs/pytorch/stable/common/lightning_module.html#configure-optimizers).
func (s *Story) Configured() []Configured { return configuredAnswer.Of(s, (*Story).findConfigured) }

var configuredAnswer Answer[[]Configured]

// deepestConfigured is how deep schedules may be in what configures them.
const deepestConfigured = 4

func (s *Story) findConfigured() (all []Configured) {
	for _, v := range s.Record.HookedAll("configure_optimizers") {
		all = append(all, s.configuredIn(v, deepestConfigured)...)
	}
	return all
}

// configuredIn returns the schedules in what configures them.
func (s *Story) configuredIn(v value.Value, depth int) (all []Configured) {
	if depth == 0 {
		return nil
	}
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		switch {
		case o.Kind == value.Dict && o.Fields["scheduler"] != value.Nothing:
			if scheduler := s.Single(o.Fields["scheduler"]); scheduler != nil {
				all = append(all, s.configuredBy(o, scheduler))
			}
		case o.Kind == value.Dict:
			for _, c := range s.configuredIn(o.Fields["lr_scheduler"], depth-1) {
				c.Monitor = cmp.Or(c.Monitor, o.Fields["monitor"], o.Elements)
				all = append(all, c)
			}
		case (o.Kind == value.List || o.Kind == value.Tuple) && len(o.Items) > 0:
			for _, item := range o.Items {
				all = append(all, s.configuredIn(item, depth-1)...)
			}
		case o.Kind == value.List:
			all = append(all, s.configuredIn(o.Elements, depth-1)...)
		case o.Kind == value.Foreign && depth < deepestConfigured: // a model of one optimizer returns that alone
			all = append(all, Configured{Scheduler: o, Interval: "epoch", Frequency: 1})
		}
	}
	return all
}

// configuredBy is how a dictionary says that a schedule moves on.
func (s *Story) configuredBy(o, scheduler *value.Object) Configured {
	c := Configured{Scheduler: scheduler, Interval: "epoch", Frequency: 1, Monitor: o.Fields["monitor"]}
	hasOthers := o.Elements != value.Nothing
	c.Monitor = cmp.Or(c.Monitor, o.Elements)
	if v, given := o.Fields["interval"]; given || hasOthers {
		text, _ := LiteralText(s.Record.Heap, v)
		c.Interval = strings.TrimSpace(text)
	}
	if v, given := o.Fields["frequency"]; given || hasOthers {
		c.Frequency, _ = s.Record.Heap.Integer(v)
	}
	return c
}
