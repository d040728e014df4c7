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
		{"pyproject.toml", "[tool.poetry.dependencies]\ntorch = \"^2.6\"\n", true},
		{"Pipfile", "[packages]\ntorch = {version = \"==2.6.0\"}\n", true},
		{"pyproject.toml", "[tool.poetry.dependencies]\ntorch = \"*\"\n", false},
		{"README.md", "torch>=2.6\n", false},
	}
	for _, tt := range tests {
		r := New(fstest.MapFS{tt.file: {Data: []byte(tt.content)}}, ".", nil, func(string) bool { return false })
		if got := r.RequiresAtLeast("torch", 2, 6); got != tt.want {
			t.Errorf("%s with %q asks for torch 2.6 or later: %t, want %t", tt.file, tt.content, got, tt.want)
		}
	}
}

func TestAllowsBelow(t *testing.T) {
	tests := []struct {
		file, content string
		want          bool
	}{
		{"requirements.txt", "torch\n", false},
		{"requirements.txt", "torch>=1.13\n", false},
		{"requirements.txt", "torch>=1.7\n", true},
		{"requirements.txt", "torch>=1.7,>=2\n", false},
		{"requirements.txt", "torch==1.12.1+cu113\n", true},
		{"requirements.txt", "torch<1.13\n", true},
		{"requirements.txt", "torch<=1.13\n", false},
		{"requirements.txt", "torch<2.9\n", false},
		{"requirements.txt", "torch!=1.5  # not >=1.4\n", false},
		{"requirements.txt", "torch==2.1; python_version<'3.13'\n", false},
		{"requirements.txt", "torchvision==0.9\ntorch-scatter==1.0\n", false},
		{"requirements/gpu.in", "torch~=1.12.0\n", true},
		{"constraints.txt", "torch===1.10\n", true},
		{"pyproject.toml", "[tool.poetry.dependencies]\ntorch = \"^1.12\"\n", true},
		{"pyproject.toml", "[tool.poetry.dependencies]\ntorch = {version = \"1.9.0\", source = \"x\"}\n", true},
		{"Pipfile", "[packages]\ntorch = \"~=2.1\"\n", false},
		{"environment-gpu.yml", "dependencies:\n- pytorch::pytorch=1.12.1=py3.8_cuda11.3\n", true},
		{"conda.yaml", "dependencies:\n- pytorch=2.1=py3.8\n- pip:\n  - numpy==1.2\n", false},
		{"setup.py", "setup(install_requires=['torch>=1.8'])\n", true},
	}
	for _, tt := range tests {
		r := New(fstest.MapFS{tt.file: {Data: []byte(tt.content)}}, ".", nil, func(string) bool { return false })
		if got := r.AllowsBelow("torch", 1, 13); got != tt.want {
			t.Errorf("%s with %q allows torch below 1.13: %t, want %t", tt.file, tt.content, got, tt.want)
		}
	}
}

func TestStaysBelow(t *testing.T) {
	for requirement, want := range map[string]bool{
		"torch": false, "torch>=1.7": false, "torch>=1.7,<2.9": false, "torch!=2.5": false, "torch>2": false, "torch==2.6.0": false, "torch~=2.5": false,
		"torch<3": false, "torch<=2.6": false, "torch<2.7": false,
		"torch==1.12.1+cu113": true, "torch<2.6": true, "torch>=1.8,<2": true, "torch<=2.5": true, "torch~=2.5.0": true, "torch~=1.12": true, "torch ^1.12": true, "torch===2.1": true,
	} {
		r := New(fstest.MapFS{"requirements.txt": {Data: []byte(requirement + "\n")}}, ".", nil, func(string) bool { return false })
		if got := r.StaysBelow("torch", 2, 6); got != want {
			t.Errorf("%s stays below torch 2.6: %t, want %t", requirement, got, want)
		}
	}
}

// TestStaysBelowInAll holds that one of several parts of a repository does not decide for the others.
func TestStaysBelowInAll(t *testing.T) {
	for other, want := range map[string]bool{"torch": true, "torch<2.5": true, "torch>=1.11": false, "torch>=2.7": false} {
		r := New(fstest.MapFS{
			"requirements.txt": {Data: []byte("torch<2.6\n")}, "part/requirements.txt": {Data: []byte(other + "\n")}, "setup.py": {Data: []byte("")},
		}, ".", nil, func(string) bool { return false })
		if got := r.StaysBelow("torch", 2, 6); got != want {
			t.Errorf("with %s in a part: got %v", other, got)
		}
	}
}
