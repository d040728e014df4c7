// Package framework holds facts about ML libraries as data: which modules are theirs, and which calls seed, draw random
// numbers, train or split data. Each file of facts names its source and when it was checked.
package framework

// A Domain is a random number generator of a process that is seeded by itself.
type Domain string

// The domains.
const (
	Python     Domain = "random"
	NumPy      Domain = "numpy"
	Torch      Domain = "torch"
	TensorFlow Domain = "tensorflow"
	JAX        Domain = "jax" // seeded by its explicit keys
	MLX        Domain = "mlx"
)

// A Loop is what runs the training loop behind a call, which decides what to ask of it.
type Loop string

// The loops that frameworks run.
const (
	Lightning  Loop = "lightning"
	HFTrainer  Loop = "hf-trainer"
	Keras      Loop = "keras"
	Estimator  Loop = "estimator" // scikit-learn's fit and whatever copies it
	Boosting   Loop = "boosting"
	FastAI     Loop = "fastai"
	Agent      Loop = "agent"      // acts in an environment, as those of Stable Baselines do
	Configured Loop = "configured" // driven by configuration that the code does not show
)

// A Library is the facts of one file.
type Library struct {
	Name    string            `yaml:"name"`
	Source  string            `yaml:"source"`  // where the facts are from
	Checked string            `yaml:"checked"` // when, as YYYY-MM-DD
	Modules []string          `yaml:"modules"` // top-level modules; a file that imports one is training code
	Aliases map[string]string `yaml:"aliases"` // module prefixes by the one that the facts use
	Calls   []Call            `yaml:"calls"`
	Wraps   []string          `yaml:"wraps"` // names, as in Calls, of what returns its first argument or something that does the same
	// WrapsEach are names of what does so with all its arguments, and returns a tuple if there are several.
	WrapsEach []string `yaml:"wraps-each"`
	// Networks are classes whose objects are networks that are run by calling them, with a __call__ of their own.
	Networks []string `yaml:"networks"`
}

// A Call is the facts of the calls that a pattern names.
type Call struct {
	Names     []string `yaml:"names"`   // qualified names; * stands for any run of characters but a dot
	Methods   []string `yaml:"methods"` // method names that are this call on objects of unknown origin
	Saves     *Save    `yaml:"saves"`
	Logs      *Log     `yaml:"logs"`
	Restores  bool     `yaml:"restores"` // reads a checkpoint
	Opens     string   `yaml:"opens"`    // names what it returns, which must be closed: a process group
	Closes    bool     `yaml:"closes"`   // closes what Opens
	Shuts     bool     `yaml:"shuts"`    // has something done when the process is told to stop
	Shards    bool     `yaml:"shards"`   // spreads the state over processes: each writes its own
	Seeds     []Domain `yaml:"seeds"`
	Draws     []Domain `yaml:"draws"`
	Builds    []Domain `yaml:"builds"`     // draws the weights of what it makes
	UnlessArg []string `yaml:"unless-arg"` // keyword arguments that make Draws and Builds not so
	WithArg   []string `yaml:"with-arg"`   // keyword arguments without any of which Seeds, Draws and Builds are not so
	NeedsArg  bool     `yaml:"needs-arg"`  // Seeds is not so without an argument, or if the first is None
	Trains    Loop     `yaml:"trains"`
	Prepares  bool     `yaml:"prepares"` // fits what is no model of the target: a transformer, clusters, an index of neighbours, an explanation
	Runs      []Hook   `yaml:"runs"`
	Data      *Data    `yaml:"data"`       // of a call that trains, or makes what does
	Decides   *Decide  `yaml:"decides"`    // it makes what chooses a model while it is trained
	Measures  []string `yaml:"measures"`   // of a call that trains: the results that it has whatever it is given; * for any characters
	GivenStep bool     `yaml:"given-step"` // Trains is so only if a function among the arguments applies gradients
	Splits    bool     `yaml:"splits"`     // parts one data set into several, or evaluates by parts
	Validates bool     `yaml:"validates"`  // evaluates a model
	Forward   bool     `yaml:"forward"`    // runs a model with parameters that it is given
	Act       Act      `yaml:"act"`        // what it does to gradients
	Computes  string   `yaml:"computes"`   // the activation function that its result has been through: softmax
	Applies   string   `yaml:"applies"`    // the activation function that it applies to its first argument
	// IfMade is the argument without which, if what made what is called has it not as True, Applies is not so: from_logits of a loss of
	// Keras, which takes the predictions second.
	IfMade   *Argument `yaml:"if-made"`
	TakesLog bool      `yaml:"takes-log"` // its first argument is logarithms of probabilities
	Epochs   bool      `yaml:"epochs"`    // makes a sampler that must be told the epoch to shuffle anew
}
