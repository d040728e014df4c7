// Package augmentonvalidation defines the rule augment-on-validation.
package augmentonvalidation

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

//go:embed augmentonvalidation.md
var page string

// Rule reports random transforms of validation data.
var Rule = &lint.Rule{
	ID:         "augment-on-validation",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"validate on held-out", "data augmentation"},
	Requires:   []*analysis.Analyzer{python.Analyzer},
	Run:        run,
}

// random matches transforms that draw at random each time they are called
// (https://docs.pytorch.org/vision/stable/transforms.html, https://albumentations.ai/docs/, checked 2026-11-23).
var random = pattern.New(`^(torchvision\.transforms|albumentations|kornia\.augmentation|monai\.transforms)\b.*\.(Random\w*|Rand[A-Z]\w*|ColorJitter|AutoAugment|TrivialAugment\w*|AugMix|GaussNoise|HorizontalFlip|VerticalFlip|ShiftScaleRotate|CoarseDropout|MixUp|CutMix)$`)

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if !importsTransforms(f) {
		return
	}
	for n := range f.All(python.Assignment) {
		if holdsOut(n.Child(python.LeftField).Text()) {
			report(pass, n.Child(python.RightField))
		}
	}
	for pair := range f.All(python.Pair) {
		if key := pair.Child(python.KeyField); key.Kind() == python.String && holdsOut(strings.Trim(key.Text(), `"'`)) {
			report(pass, pair.Child(python.ValueField))
		}
	}
	for call := range f.All(python.Call) {
		if readsHeldOut(call) {
			report(pass, argument(call, "transform"))
		}
	}
}

// importsTransforms reports whether a file imports from a package that has what random matches.
func importsTransforms(f *python.File) bool {
	for b := range f.Imports {
		switch top, _, _ := strings.Cut(b.Target, "."); top {
		case "torchvision", "albumentations", "kornia", "monai":
			return true
		}
	}
	return false
}

// report reports the first random transform in a composition, which may stand behind a name.
func report(pass *analysis.Pass, transform python.Node) {
	if transform.Kind() == python.Identifier {
		b, ok := transform.Binding()
		if !ok || holdsOut(transform.Text()) { // what is named for validation is reported where it is made
			return
		}
		transform = b.Value
	}
	if !transform.Is(python.Call, python.List) || strings.Contains(strings.ToLower(transform.QualifiedName()), "dataset") {
		return
	}
	for call := range transform.All(python.Call) {
		if random.MatchString(call.Child(python.FunctionField).QualifiedName()) {
			pass.ReportRangef(call, "%s changes validation data at random, so that its score differs from call to call; leave it to the training transform",
				call.Child(python.FunctionField).Text())
			return
		}
	}
}

// holdsOut reports whether a name is one of the transform of validation or test data.
func holdsOut(name string) bool {
	lower := strings.ToLower(name)
	return program.RoleOfName(name) != "" && !strings.Contains(lower, "tta") && !strings.Contains(lower, "train")
}

// readsHeldOut reports whether a data set is asked for its validation or test part.
func readsHeldOut(call python.Node) bool {
	if argument(call, "train").Kind() == python.False {
		return true
	}
	split := argument(call, "split")
	return split.Kind() == python.String && program.RoleOfName(strings.Trim(split.Text(), `"'`)) != ""
}

func argument(call python.Node, name string) python.Node {
	for a := range call.Child(python.ArgumentsField).Children() {
		if a.Kind() == python.KeywordArgument && a.Child(python.NameField).Text() == name {
			return a.Child(python.ValueField)
		}
	}
	return python.Node{}
}
