// Package topic lists what a change may be about: the topics that a boundary such as "ask before the learning rate schedule is
// changed" names, that a comparison of two versions of a repository reports, and that an approval is given for.
package topic

import "slices"

// A Topic is one thing that a change may be about.
type Topic struct {
	Name    string // as it is written in settings and flags: lr-schedule
	Title   string // as it is written in a message: learning rate schedule
	Summary string // one line: what of a program belongs to it
}

// The names of the topics.
const (
	Architecture     = "architecture"
	Augmentation     = "augmentation"
	LRSchedule       = "lr-schedule"
	MixedPrecision   = "mixed-precision"
	Split            = "split"
	Preprocessing    = "preprocessing"
	DataSource       = "data-source"
	Loss             = "loss"
	Metric           = "metric"
	Optimizer        = "optimizer"
	Seed             = "seed"
	Distributed      = "distributed"
	Dependency       = "dependency"
	CheckpointFormat = "checkpoint-format"
	ProtectedPath    = "protected-path"
	Policy           = "policy"
)

// All returns the topics, in the order in which messages and pages name them.
func All() []Topic { return slices.Clone(all) }

// ByName returns the topic of a name.
func ByName(name string) (Topic, bool) {
	i := slices.IndexFunc(all, func(t Topic) bool { return t.Name == name })
	if i < 0 {
		return Topic{}, false
	}
	return all[i], true
}

// Names returns the names of the topics, in the order of All.
func Names() []string {
	names := make([]string, len(all))
	for i, t := range all {
		names[i] = t.Name
	}
	return names
}

var all = []Topic{
	{Architecture, "model architecture", "the model that is made, its arguments, its layers and how they are applied"},
	{Augmentation, "data augmentation", "random changes of the data that is trained on: transforms, mixup, cutmix"},
	{LRSchedule, "lr schedule", "the scheduler, its arguments, warm-up, and the learning rate itself"},
	{MixedPrecision, "mixed precision", "autocast, gradient scalers, and the number formats that a trainer or a model computes in"},
	{Split, "data split", "which rows are trained on, validated on and tested on, and how they are chosen"},
	{Preprocessing, "preprocessing", "what is done to data in the same way each time: scaling, resizing, tokenizing, encoding"},
	{DataSource, "data source", "the data sets, files and addresses that data is read from"},
	{Loss, "loss function", "the loss that is minimised, and its arguments and weights"},
	{Metric, "metric", "what a model is judged by, and what the best is chosen by"},
	{Optimizer, "optimizer", "the optimizer and its arguments, gradient clipping and accumulation, batch size, and number of epochs"},
	{Seed, "random seed", "the seeds of random number generators, and whether operations are deterministic"},
	{Distributed, "distributed training", "the number of processes, devices and nodes, and what wraps a model to use them"},
	{Dependency, "dependencies", "the packages that a project requires, and their versions"},
	{CheckpointFormat, "checkpoint format", "the keys, the file format and the names of what a training saves"},
	{ProtectedPath, "protected paths", "files that settings or a boundary name as not to be changed without asking"},
	{Policy, "policy", "the boundaries and checks themselves: a boundary, a rule, a threshold, a baseline or a check in CI that becomes weaker"},
}
