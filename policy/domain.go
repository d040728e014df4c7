package policy

import (
	"path"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/match"
)

// FieldOf returns what a definition is about: other code than Python, by the globs of files that it is for, by its examples or by its
// name; the training of models, by the words it has; or Python.
func FieldOf(f *agent.File) match.Field {
	text := strings.ToLower(string(f.Source.Text))
	is := fieldOfGlobs(f)
	switch {
	case is == match.Other:
		return match.Other
	case isAboutTraining(text):
		return match.Training
	case is != match.Python && isOther(f):
		return match.Other
	case is == match.Python || mentionsPython(text):
		return match.Python
	}
	return match.Any
}

// signs are words of those who train models.
var signs = []string{"pytorch", "tensorflow", "keras", "scikit-learn", "sklearn", "lightning", "epoch", "learning rate", "hyperparameter", "training loop", "training data",
	"training run", "test data", "test set", "validation set", "held-out", "random seed", "overfit", "gradient", "fine-tun", "finetun", "checkpoint", "model training",
	"train on", "training script", "batch size", "wandb", "mlflow", "loss function", "mixed precision", "train.py", "model architecture", "data leakage", "augmentation"}

// isAboutTraining reports whether a text has so many of the signs that it can be about nothing else: four, or two in a short one.
func isAboutTraining(text string) bool {
	found := 0
	for _, sign := range signs {
		if strings.Contains(text, sign) {
			found++
		}
	}
	return found >= 5 || found >= 2 && len(text) < 2000 || found >= 3 && len(text) < 6000
}

// mentionsPython reports whether a text speaks of Python, its tools or its files.
func mentionsPython(text string) bool {
	return slices.ContainsFunc([]string{"python", ".py", "pytest", "ruff", "pyproject"}, func(sign string) bool { return strings.Contains(text, sign) })
}

// fieldOfGlobs returns what the globs of files that a definition is for say: Python, Other, or Any for nothing.
func fieldOfGlobs(f *agent.File) match.Field {
	for _, key := range []string{"applyTo", "globs", "paths"} {
		field := f.Field(key)
		if field == nil {
			continue
		}
		text := f.Text(field.Value.Range)
		if strings.Contains(text, ".py") || strings.Contains(text, ".ipynb") {
			return match.Python
		}
		if slices.ContainsFunc(otherEndings, func(ending string) bool { return containsEnding(text, ending) }) {
			return match.Other
		}
	}
	return match.Any
}

// isOther reports whether a definition is about another language, by its examples or its name.
func isOther(f *agent.File) bool {
	for _, fence := range f.Fences {
		if language := strings.ToLower(fence.Language); language == "python" || language == "py" {
			return false
		}
	}
	return slices.ContainsFunc(f.Fences, func(fence body.Fence) bool { return otherLanguages[strings.ToLower(fence.Language)] }) || isNamedOther(f)
}

// containsEnding reports whether globs name files with an ending.
func containsEnding(text, ending string) bool {
	at := strings.Index(text, ending)
	if at < 0 {
		return false
	}
	rest := text[at+len(ending):]
	return rest == "" || rest[0] < 'a' || rest[0] > 'z'
}

var otherEndings = []string{".ts", ".tsx", ".js", ".jsx", ".go", ".rs", ".java", ".kt", ".cs", ".cpp", ".rb", ".php", ".swift", ".dart", ".css", ".html", ".sql", ".tf",
	".ps1", ".cls", ".scala", ".lua", ".svelte", ".vue", ".razor", ".r", ".sh"}

var otherLanguages = setOf(`typescript ts tsx javascript js jsx go golang rust java kotlin csharp cs cpp c c++ c# ruby php swift dart scala lua sql css scss html vue svelte
powershell ps1 apex terraform hcl bicep solidity groovy elixir perl r julia objective-c razor arkts vim vimscript zig haskell erlang clojure graphql proto astro abap`)

// isNamedOther reports whether the path or the name of a definition is of another language or field.
func isNamedOther(f *agent.File) bool {
	stem := strings.TrimSuffix(f.Source.Path, path.Ext(f.Source.Path))
	words := strings.FieldsFunc(strings.ToLower(stem+" "+f.Name()), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '+' && r != '#' })
	isPython := slices.ContainsFunc(words, func(w string) bool { return ours[w] })
	return !isPython && slices.ContainsFunc(words, func(w string) bool { return otherLanguages[w] && len(w) > 1 || otherFields[w] })
}

var ours = setOf(`python py pytorch torch ml mlops training trainer train sklearn jax tensorflow keras numpy pandas huggingface llm data scientist science`)

var otherFields = setOf(`react nextjs next vue angular svelte flutter ios android unity unreal godot rails laravel django fastapi flask spring wordpress drupal docker kubernetes terraform
ansible frontend backend ui ux mobile web node nodejs nestjs express salesforce powershell dotnet blazor aspnet maui wpf net solidity blockchain game devops sre salesforce shopify
azure aws gcp bicep logic power apps copilot-studio graphql sql postgres mysql mongodb dba database playwright cypress selenium seo marketing sales legal hr finance
accessibility a11y security pentest docs documentation writer blog content email slack jira confluence git pr review reviewer arm genaiscript`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// isElsewhere reports whether a bullet is under a title of something else than training code, such as tests.
func isElsewhere(b *bullet.Bullet) bool {
	if b.Tier == 0 && len(b.Headings) > 0 && isOffer(bullet.Words(b.Headings[0])) {
		return true
	}
	return slices.ContainsFunc(b.Headings, func(title string) bool { return match.IsElsewhere(bullet.Words(title)) })
}

// isOffer reports whether a title is above what somebody can do, or when that is of use, which is no demand: "When to use this skill".
func isOffer(title []string) bool {
	text := strings.Join(title, " ")
	return strings.HasPrefix(text, "when to ") || strings.HasPrefix(text, "use when") || len(title) > 0 && len(title) < 4 && offers[title[len(title)-1]]
}

var offers = setOf(`feature overview capability trigger expertise competency skill`)
