package hyperparam_test

import (
	"testing"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/source"
)

// What is told from the text alone never rules out what its values would tell.
func FuzzIsTraining(f *testing.F) {
	f.Add("a/train.yaml", "training: {epochs: 10}\noptim: {name: adam, lr: 1e-4}\n")
	f.Add("train.json", `{"max_steps": 100, "model": "bert"}`)
	f.Add("train.toml", "learningRate = 0.1\n[a.b]\noptimiser = 'x'\n")
	f.Fuzz(func(t *testing.T, path, text string) {
		format, ok := hyperparam.Classify(path)
		if !ok {
			return
		}
		file := config.Parse(source.New(path, []byte(text)), format)
		if hyperparam.IsTraining(file.Root) && !hyperparam.MayTrain(file.Source.Text) {
			t.Errorf("%q trains, and its text does not look like it", text)
		}
		for above, field := range hyperparam.Settings(file.Root) {
			if len(above) > 5 || field == nil {
				t.Errorf("a setting of %q lies below %q", text, above)
			}
		}
	})
}
