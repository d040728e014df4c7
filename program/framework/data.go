package framework

// A Data is which parts of the data a call that trains is given, or one that makes what trains.
type Data struct {
	Train      []Argument `yaml:"train"`
	Validation []Argument `yaml:"validation"` // what the model is judged by while it is trained
	Decides    []string   `yaml:"decides"`    // arguments that have the model chosen by Validation, of the call or of what it is made on
}

// A Decide is the facts of a call that makes or configures what chooses a model while it is trained: when to stop, what to keep.
type Decide struct {
	Loop    Loop      `yaml:"loop"`    // whose results Monitor or Metric is one of
	When    []string  `yaml:"when"`    // arguments without all of which it chooses nothing, by name or with a value: save_best_only=True
	Monitor *Argument `yaml:"monitor"` // the name of what it goes by
	Mode    string    `yaml:"mode"`    // what the argument mode is by default: min or max; auto goes by the name
	Metric  string    `yaml:"metric"`  // the argument that names what it goes by, of what the model is judged by
	Greater string    `yaml:"greater"` // the argument that says whether more of Metric is better; it is by default, but of a loss
}
