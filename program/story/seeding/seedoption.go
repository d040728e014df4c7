package seeding

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A SeedOption is an option that decides whether a script seeds anything.
type SeedOption struct {
	Name string
	At   value.Place // where it is declared
}

// SeedsByOption are the options without which a script that trains seeds nothing, since their default is None.
func SeedsByOption(s *story.Story) (options []SeedOption) {
	if !slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return s.Starts(&t) }) {
		return nil
	}
	seeds := false
	for i := range s.Steps {
		step := &s.Steps[i]
		seeds = seeds || step.Kind == story.Seed
		if step.Kind != story.Seed || step.Event.Alone && !s.Snippet {
			continue
		}
		if mayBeOff(s, step) == nil {
			return nil // it seeds anyway
		}
		for _, o := range mayBeOff(s, step) {
			option := SeedOption{o.Name, o.At}
			if !slices.Contains(options, option) {
				options = append(options, option)
			}
		}
	}
	if !seeds {
		return givenAsState(s)
	}
	return options
}

// givenAsState are the options that are None by default and the only random state that scikit-learn is given
// (https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness).
func givenAsState(s *story.Story) (options []SeedOption) {
	for i := range s.Calls {
		c := &s.Calls[i]
		state, given := c.Object.Argument("random_state", -1)
		if !given || c.Event.Alone && !s.Snippet {
			continue
		}
		o := s.Single(state)
		if o == nil || !isNoneByDefault(s, o) {
			return nil
		}
		if option := (SeedOption{o.Name, o.At}); !slices.Contains(options, option) {
			options = append(options, option)
		}
	}
	return options
}

// mayBeOff returns the options on which it depends whether a step happens, and without which it does not since they are None.
func mayBeOff(s *story.Story, step *story.Step) (options []*value.Object) {
	for _, a := range step.Event.Around {
		if a.Loop >= 0 || a.Guard.ByDefault != value.No {
			continue
		}
		for _, id := range s.Origins(a.Guard.Condition) {
			if o := s.Record.Heap.Object(id); isNoneByDefault(s, o) && namedSeed.MatchString(o.Name) {
				options = append(options, o)
			}
		}
	}
	return options
}

// isNoneByDefault reports whether something is an option that need not be given, and is None then.
func isNoneByDefault(s *story.Story, o *value.Object) bool {
	return o.Kind == value.Option && s.IsLiteral(o.Default, "None")
}
