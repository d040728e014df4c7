package naming

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWords(t *testing.T) {
	for name, want := range map[string][]string{
		"train_one_epoch": {"train", "one", "epoch"},
		"_getHTTPServer2": {"get", "http", "server2"},
		"F1":              {"f1"},
		"":                nil,
		"__":              nil,
		"größe_messen":    {"größe", "messen"},
	} {
		if diff := cmp.Diff(want, Words(name)); diff != "" {
			t.Errorf("Words(%q) (-want +got):\n%s", name, diff)
		}
	}
}

func TestIsVerb(t *testing.T) {
	for word, want := range map[string]bool{"train": true, "reload": true, "unfreeze": true, "weights": false, "": false, "re": false} {
		if got := IsVerb(word); got != want {
			t.Errorf("IsVerb(%q) = %v, want %v", word, got, want)
		}
	}
}

func TestIsVague(t *testing.T) {
	for name, want := range map[string]bool{
		"process": true, "handle_data": true, "doStuff": true, "process_image": false, "data": false, "run_training": false,
	} {
		if got := IsVague(Words(name)); got != want {
			t.Errorf("IsVague(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestIsHook(t *testing.T) {
	for name, want := range map[string]bool{"on_epoch_end": true, "training_step": true, "visit_Call": true, "train_model": false, "on": false} {
		if got := IsHook(name); got != want {
			t.Errorf("IsHook(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestStartsWithVerb(t *testing.T) {
	for word, want := range map[string]bool{"makedirs": true, "save": true, "parameters": false, "best": false, "": false} {
		if got := StartsWithVerb(word); got != want {
			t.Errorf("StartsWithVerb(%q) = %v, want %v", word, got, want)
		}
	}
}
