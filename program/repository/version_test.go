package repository

import (
	"testing"
	"testing/fstest"
)

func TestRequiresAtLeast(t *testing.T) {
	tests := []struct {
		file, content string
		want          bool
	}{
		{"requirements.txt", "torch>=2.6\n", true},
		{"requirements.txt", "torch==2.7.1+cu126  # pinned\n", true},
		{"requirements-dev.txt", "torch~=2.5\n", false},
		{"requirements.txt", "torch\n", false},
		{"requirements.txt", "torchvision>=3.0\n", false},
		{"requirements.txt", "torch<2.9,>=2.6\n", true},
		{"pyproject.toml", "[project]\ndependencies = [\"torch>=2.6\", \"numpy\"]\n", true},
		{"setup.py", "setup(install_requires=['torch>=1.8'])\n", false},
		{"README.md", "torch>=2.6\n", false},
	}
	for _, tt := range tests {
		r := New(fstest.MapFS{tt.file: {Data: []byte(tt.content)}}, ".", nil, func(string) bool { return false })
		if got := r.RequiresAtLeast("torch", 2, 6); got != tt.want {
			t.Errorf("%s with %q asks for torch 2.6 or later: %t, want %t", tt.file, tt.content, got, tt.want)
		}
	}
}
