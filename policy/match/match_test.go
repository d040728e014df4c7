package match

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/topic"
)

func meets(p Pattern, text string, tier body.Tier, in Field) bool {
	return slices.ContainsFunc(bullet.Parse(text, tier, false), func(d bullet.Demand) bool { return p.Meets(&d, in) })
}

func TestMeets(t *testing.T) {
	seeds, testData := Do("set", "seed"), Avoid("train", "").With("test data")
	for _, test := range []struct {
		pattern Pattern
		tier    body.Tier
		text    string
		in      Field
		want    bool
	}{
		{seeds, body.Always, "Use reproducible random seeds", Training, true},
		{seeds, body.Always, "Set the seeds of NumPy and torch for each worker", Training, true},
		{seeds, body.Never, "Train without a seed", Training, true},
		{seeds, 0, "Random seeds must be fixed", Training, true},
		{seeds, body.Always, "Use reproducible random seeds", Python, false},
		{seeds, body.Always, "Use random seeds in unit tests", Training, false},
		{seeds, body.Always, "Seed the database with users", Training, false},
		{seeds, body.Always, "Report the seed value of each user", Training, false},
		{seeds, body.AskFirst, "Changing random seeds", Training, false},
		{testData, body.Never, "Train on test data", Training, true},
		{testData, 0, "Never train the model on the held-out test set", Training, true},
		{testData, body.Never, "Train on test data of customers in the database", Training, false},
		{testData, body.Always, "Train on test data", Training, false},
		{Avoid("overwrite", "checkpoint"), body.Never, "Overwrite existing checkpoints", Training, true},
		{Avoid("overwrite", "checkpoint"), 0, "Never let a new run overwrite old checkpoints", Training, true},
		{Avoid("overwrite", "checkpoint"), body.Never, "Overwrite existing files of users", Training, false},
		{Avoid("swallow", "exception"), 0, "Never swallow exceptions silently", Python, true},
		{Avoid("swallow", "exception"), 0, "Never swallow exceptions", Any, false},
		{Avoid("swallow", "exception"), 0, "Never swallow exceptions of the payment gateway", Python, false},
		{Avoid("use", "bare except"), 0, "No bare `except:`", Any, true},
		{Do("have", "type annotation"), 0, "Use type hints to improve readability", Python, true},
		{Avoid("mix", "test data"), 0, "Do not mix train/test data during feature engineering", Training, true},
		{Do("have", "training logging"), 0, "Use MLflow to track experiments", Training, true},
		{Do("use", "hyperparameter saving"), 0, "Use `self.save_hyperparameters()` in `__init__()`", Training, true},
		{Do("handle", "training error").Alone(), 0, "Handle errors gracefully", Training, true},
		{Do("handle", "training error").Alone(), 0, "Handle errors at the start of functions", Training, false},
	} {
		if got := meets(test.pattern, test.text, test.tier, test.in); got != test.want {
			t.Errorf("%+v in %d: %q: got %v", test.pattern, test.in, test.text, got)
		}
	}
}

func TestTopics(t *testing.T) {
	for _, test := range []struct {
		tier body.Tier
		text string
		want string
	}{
		{body.AskFirst, "Changing model architecture", topic.Architecture},
		{body.AskFirst, "Modifying data augmentation pipeline", topic.Augmentation},
		{body.AskFirst, "Using mixed precision training", topic.MixedPrecision},
		{0, "Never change the train/test split", topic.Split},
		{0, "Ask before adding a new dependency", topic.Dependency},
		{0, "Do not edit AGENTS.md", topic.Policy},
		{body.AskFirst, "Switching the optimizer or the loss function", topic.Loss + " " + topic.Optimizer},
		{body.Never, "Use mixed precision", ""},
		{body.Always, "Change the learning rate", ""},
		{body.Never, "Add dependencies without approval", topic.Dependency},
		{body.AskFirst, "Deleting files of users", ""},
		{0, "Train faster without changing the architecture", ""},
	} {
		var got []string
		for _, d := range bullet.Parse(test.text, test.tier, false) {
			got = append(got, Topics(&d, Training)...)
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%q (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestProtects(t *testing.T) {
	for text, want := range map[string]bool{
		"Never edit `data/raw/`":                                 true,
		"Never edit goldens, or anything in `eval/`":             true,
		"Keep logs in `logs/`; do not write them into `models/`": false,
		"Read plans only; don't move them to `plans/`":           false,
		"When in review mode, never modify `plans/`":             false,
		"Don't edit `poetry.lock` when adding packages":          false,
		"Never write anything into `data/raw/`":                  true,
		"Never change files outside `src/`":                      false,
		"Never commit secrets to `config.yaml`":                  false,
		"Edit `data/raw/` with care":                             false,
		"Never delete rows, but read `data/raw/a.csv`":           false,
	} {
		b := bullet.Bullet{Text: text}
		got := slices.ContainsFunc(b.Demands(), func(d bullet.Demand) bool { return Protects(&d, b.Paths()) })
		if got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// What is written in the data is found in the data: each phrase has words, and each way to write a thing is that thing.
func TestLexicon(t *testing.T) {
	for name, thing := range things {
		for phrase := range strings.SplitSeq(thing.phrases, "|") {
			if words := bullet.Words(phrase); len(words) == 0 || !isThing(words, name) {
				t.Errorf("%q is no %s: it has the words %q", phrase, name, words)
			}
		}
	}
	for _, tt := range topics {
		if _, ok := topic.ByName(tt.topic); !ok || things[tt.thing].phrases == "" {
			t.Errorf("the topic %s of %s is none", tt.topic, tt.thing)
		}
	}
}

func TestProblem(t *testing.T) {
	for _, p := range []Pattern{Do("frob", "seed"), Do("set", "frob"), Do("set", ""), Do("set", "seed").With("frob")} {
		if p.Problem() == "" {
			t.Errorf("%+v has no problem", p)
		}
	}
}
