package signature_test

import (
	"testing"

	"github.com/agentlint/agentlint/policy/signature"
)

func TestAll(t *testing.T) {
	adam := signature.All()["torch.optim.Adam"]
	if len(adam) < 3 || adam[0].Name != "params" || adam[0].Default != "" || adam[2].Name != "betas" || adam[2].Default != "(0.9, 0.999)" {
		t.Errorf("torch.optim.Adam has %v", adam)
	}
	for name, parameters := range signature.All() {
		for _, p := range parameters {
			if p.Name == "" {
				t.Errorf("%s has a parameter without a name: %v", name, parameters)
			}
		}
	}
}
