package seeding

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// IsOfData reports whether a call of a name makes up data, or loads it in batches: what is wrong with that is seen without a training, too.
func IsOfData(name string) bool { return invented.MatchString(name) || story.Loads.MatchString(name) }

// A Fallback is where random numbers take the place of data that is not there.
type Fallback struct {
	At   value.Place // of the call that draws
	Name string      // its name
	Read string      // the name of what reads the data
}

// invented matches what makes data of random numbers.
var invented = pattern.New(`^(numpy\.random\.(rand|randn|random|random_sample|randint|normal|uniform|standard_normal)|` +
	`numpy\.random\.(default_rng|RandomState)\(\)\.(random|normal|uniform|integers|standard_normal|rand|randn|randint)|torch\.(rand|randn|randint)|` +
	`tensorflow\.random\.(normal|uniform)|sklearn\.datasets\.make_\w+|torchvision\.datasets\.FakeData|` +
	`(mlx\.core|jax)\.random\.(normal|uniform|randint|bernoulli))$`)

// tables matches what makes a data set of what stands in the program.
var tables = pattern.New(`^(pandas|polars)\.DataFrame$|^datasets\.Dataset\.from_(dict|list)$`)

// readsData matches what reads data, rather than the state of a model.
var readsData = pattern.New(`^(pandas|polars)\.read_\w+$|^numpy\.(load|loadtxt|genfromtxt)$|^datasets\.load_dataset$|^datasets\.load_from_disk$|^torchvision\.datasets\.\w+$|` +
	`^sklearn\.datasets\.fetch_\w+$|^keras\.utils\.\w+_dataset_from_directory$|^mlx\.core\.load$|\.read_(bytes|text)$|^PIL\.Image\.open$|^h5py\.File$|` +
	`^yfinance\.(download|Ticker\(\)\.history)$|^pandas_datareader\.\S+$|^requests\.get$|^urllib\.request\.(urlopen|urlretrieve)$|` +
	`^keras\.datasets\.\w+\.load_data$|^tensorflow\.keras\.datasets\.\w+\.load_data$`)

// exists matches what asks whether a file is there.
var exists = pattern.New(`^os\.path\.(exists|isfile|isdir)$|\.(exists|is_file|is_dir)$`)

// Fallbacks are where data is made of random numbers because what should be read is not there: where reading it fails, or where a file is
// looked for.
func Fallbacks(s *story.Story) (all []Fallback) {
	for i := range s.Calls {
		c := &s.Calls[i]
		if (!invented.MatchString(c.Name) || !isMany(s, c)) && !isMadeUpTable(s, c) {
			continue
		}
		for _, read := range missingReads(s, c) {
			if !slices.ContainsFunc(all, func(f Fallback) bool { return f.Read == read.Name }) {
				all = append(all, Fallback{c.Event.At, c.Name, read.Name})
			}
		}
	}
	return all
}

// missingReads are the calls that read data in place of which a call makes it up.
func missingReads(s *story.Story, c *story.Step) (all []*story.Step) {
	for _, a := range c.Event.Around {
		if read, ok := insteadOf(s, a); ok {
			all = append(all, read)
		}
	}
	if read, ok := failedBefore(s, c); ok && len(all) == 0 {
		all = append(all, read)
	}
	return all
}

// isMadeUpTable reports whether a call makes a data set with rows of what stands in the program, on which a model is trained.
func isMadeUpTable(s *story.Story, c *story.Step) bool {
	if !tables.MatchString(c.Name) || len(c.Object.Args) == 0 {
		return false
	}
	isTrainedOn := func(v value.Value) bool { return slices.Contains(s.Origins(v), c.Event.Call) }
	return slices.ContainsFunc(s.Fits, func(f story.Fit) bool { return isTrainedOn(f.Train) }) ||
		slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return isTrainedOn(t.Data) })
}

// isMany reports whether a call may make more than one number: of a distribution only if it is given a size, and none that is told to make one.
func isMany(s *story.Story, c *story.Step) bool {
	least := 1
	switch _, method := story.CutLast(c.Name); method {
	case "normal", "uniform", "randint", "integers":
		if strings.HasPrefix(c.Name, "numpy.") {
			least = 3
		}
	}
	_, sized := c.Object.Argument("size", -1)
	if len(c.Object.Args) == 1 && s.IsLiteral(c.Object.Args[0].Value, "1") {
		return false
	}
	return sized || len(c.Object.Args) >= least
}

// insteadOf is the call that reads data if a condition around something does not hold, or whose failure it handles.
func insteadOf(s *story.Story, around record.Around) (*story.Step, bool) {
	if around.Loop >= 0 {
		return nil, false
	}
	if read, ok := noneFor(s, around.Guard); ok {
		return read, true
	}
	handles := isFailure(s, around.Guard.Condition)
	if !handles && !asksForFile(s, around.Guard.Condition) {
		return nil, false
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		if !readsData.MatchString(c.Name) {
			continue
		}
		if handles && c.Event.Tried && leadsFrom(c, around.Guard.At) {
			return c, true
		}
		if !handles && slices.ContainsFunc(c.Event.Around, func(a record.Around) bool {
			return a.Loop < 0 && a.Guard.At == around.Guard.At && a.Guard.Holds != around.Guard.Holds
		}) {
			return c, true
		}
	}
	return nil, false
}

// leadsFrom reports whether a call is made in a statement, or by a function that is called there.
func leadsFrom(c *story.Step, statement value.Place) bool {
	isThere := func(at value.Place) bool { return at.File == statement.File && isWithin(at, statement) }
	return isThere(c.Event.At) || slices.ContainsFunc(c.Event.Way, isThere)
}

func isWithin(inner, outer value.Place) bool {
	return outer.Span.Start <= inner.Span.Start && inner.Span.End <= outer.Span.End
}

// isFailure reports whether a condition is that something is raised.
func isFailure(s *story.Story, condition value.Value) bool {
	o := s.Single(condition)
	return o != nil && o.Why == value.Exception
}

// asksForFile reports whether a condition is whether a file is there.
func asksForFile(s *story.Story, condition value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(condition), func(id value.ID) bool {
		if o := s.Record.Heap.Object(id); o.Why == value.Condition && o.Of != value.Nothing { // not
			return asksForFile(s, o.Of)
		}
		return exists.MatchString(strings.TrimPrefix(s.Called(s.Record.Heap.Object(id)), "?"))
	})
}
