package hyperparam

import (
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/internal/glob"
	"github.com/agentlint/agentlint/parser/config"
)

// MaxSize is the size in bytes over which a file is data rather than the configuration of a training run.
const MaxSize = 64 << 10

// others are files whose names say that they are something else: manifests and locks of packages, configuration of
// tools, and what tokenizers and Trainer write.
var others = sync.OnceValue(func() *glob.Set {
	return glob.Must(
		"package.json", "package-lock.json", "composer.json", "pyproject.toml", "Cargo.toml", "Pipfile.toml", "*-lock.*", "*.lock.*",
		"tsconfig*.json", "*.schema.json", "docker-compose*", "compose.y*ml", "mkdocs.y*ml", "environment.y*ml", "conda*.y*ml",
		"dvc.yaml", "mlflow*.y*ml", "Chart.yaml", "action.y*ml", "codecov.y*ml", "tokenizer*.json", "vocab*.json", "trainer_state.json",
		"*results*.json", "*metrics*.json", "*history*.json", "generation_config.json", "index.json",
	)
})

// Classify returns the format of the file at a slash-separated path if it may be the configuration of a training run,
// going by the path alone. Those below hidden folders belong to tools.
func Classify(name string) (config.Format, bool) {
	format, ok := config.Classify(name)
	if !ok || isHidden(name) {
		return "", false
	}
	if others().Match(path.Base(name)) {
		return "", false
	}
	return format, true
}

func isHidden(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(element string) bool {
		return len(element) > 1 && element[0] == '.' && element != ".."
	})
}
