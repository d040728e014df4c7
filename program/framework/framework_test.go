package framework

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFacts(t *testing.T) {
	for _, l := range Libraries() {
		_, err := time.Parse(time.DateOnly, l.Checked)
		if l.Name == "" || l.Source == "" || err != nil {
			t.Errorf("%q lacks a name, a source or the date it was checked", l.Name)
		}
		for i := range l.Calls {
			c := &l.Calls[i]
			for _, name := range c.Names {
				if !strings.Contains(name, "*") && Lookup(name) != c {
					t.Errorf("%s: %s has other facts elsewhere, which are looked up in place of these", l.Name, name)
				}
				if Canonical(name) != name {
					t.Errorf("%s: %s is never looked up: its canonical name is %s", l.Name, name, Canonical(name))
				}
				if got := Lookup(name); got == nil {
					t.Errorf("%s: %s has no facts", l.Name, name)
				}
			}
		}
	}
}

func TestLookup(t *testing.T) {
	tests := []struct {
		name string
		is   func(*Call) bool
	}{
		{"torch.random.manual_seed", func(c *Call) bool { return len(c.Seeds) == 1 }},
		{"pytorch_lightning.seed_everything", func(c *Call) bool { return len(c.Seeds) == 3 }},
		{"lightning.pytorch.Trainer().fit", func(c *Call) bool { return c.Trains == Lightning }},
		{"tensorflow.keras.Sequential().fit", func(c *Call) bool { return c.Trains == Keras }},
		{"sklearn.cross_validation.train_test_split", func(c *Call) bool { return c.Splits }},
		{"transformers.Seq2SeqTrainer().train", func(c *Call) bool { return c.Trains == HFTrainer }},
	}
	for _, tt := range tests {
		if c := Lookup(Canonical(tt.name)); c == nil || !tt.is(c) {
			t.Errorf("%s: wrong facts %+v", tt.name, c)
		}
	}
	if c := Lookup("torch.nn.ReLU"); c != nil {
		t.Errorf("torch.nn.ReLU has facts %+v", c)
	}
}

func TestModulesAreFoundWithoutTheFacts(t *testing.T) {
	if diff := cmp.Diff(builtIn().modules, builtInModules()); diff != "" {
		t.Errorf("modules (-facts +found):\n%s", diff)
	}
}
