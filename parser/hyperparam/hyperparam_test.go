package hyperparam_test

import (
	"testing"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/parser/source"
)

func TestOf(t *testing.T) {
	tests := map[string]hyperparam.Kind{
		"lr": hyperparam.LearningRate, "LEARNING_RATE": hyperparam.LearningRate, "learningRate": hyperparam.LearningRate,
		"batch-size": hyperparam.BatchSize, "max_epochs": hyperparam.Epochs, "Seed": hyperparam.Seed,
		"lr_scheduler": "", "models": "", "": "",
	}
	for key, want := range tests {
		if got := hyperparam.Of(key); got != want {
			t.Errorf("Of(%q) = %q, want %q", key, got, want)
		}
	}
}

func TestIsTraining(t *testing.T) {
	tests := []struct {
		name, yaml string
		want       bool
	}{
		{"nested", "training: {epochs: 10}\noptim: {name: adam, lr: 1e-4}", true},
		{"steps", "max_steps: 100\nmodel: bert", true},
		{"interpolated", "lr: ${base.lr}\nepochs: 3", true},
		{"one setting", "lr: 0.1\nname: x", false},
		{"inference", "model: bert\nbatch_size: 8", false},
		{"search", "lr: {min: 0, max: 1}\nepochs: {value: 3}", false},
		{"records", "- {lr: 0.1, epochs: 1}\n- {lr: 0.2, epochs: 2}", false},
		{"Kubernetes", "apiVersion: v1\nspec: {lr: 0.1, epochs: 1}", false},
		{"workflow", "jobs: {train: {lr: 0.1, epochs: 1}}", false},
		{"log of a run", "log_history: []\nmax_steps: 10\nlearning_rate: 0.1", false},
		{"nothing", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := config.Parse(source.New("x.yaml", []byte(test.yaml)), config.YAML)
			if got := hyperparam.IsTraining(f.Root); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
			if test.want && !hyperparam.MayTrain([]byte(test.yaml)) {
				t.Error("MayTrain denies it")
			}
		})
	}
}

func TestClassify(t *testing.T) {
	tests := map[string]bool{
		"configs/train.yaml": true, "train.yml": true, "hparams.json": true, "exp/a.toml": true, "../conf/a.yaml": true,
		".github/workflows/train.yml": false, ".pre-commit-config.yaml": false, "a/.hydra/config.yaml": false,
		"package.json": false, "pnpm-lock.yaml": false, "pyproject.toml": false, "docker-compose.yml": false, "train.py": false,
	}
	for name, want := range tests {
		if _, got := hyperparam.Classify(name); got != want {
			t.Errorf("Classify(%q): %v, want %v", name, got, want)
		}
	}
}
