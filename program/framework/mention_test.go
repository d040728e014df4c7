package framework

import "testing"

func TestImports(t *testing.T) {
	for text, want := range map[string]bool{
		"import torch":                            true,
		"x = 1\n  from torch.nn import Linear\n":  true,
		"import os, sys, torch as t":              true,
		"import os.path , torch":                  true,
		`"source": ["import tensorflow as tf\n"]`: true,
		"\x00\x00import\ttorch\x00":               true,
		"import os\nimport json":                  false,
		"import torchlike":                        false,
		"importtorch":                             false,
		"import os # torch":                       false,
		"from . import torch_utils":               false,
		"import":                                  false,
		"from":                                    false,
		"":                                        false,
	} {
		if got := Imports([]byte(text)); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
