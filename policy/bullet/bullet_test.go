package bullet_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/bullet"
)

// say writes demands as a reader of a test reads them: do log hyperparameter.
func say(demands []bullet.Demand) (all []string) {
	for _, d := range demands {
		words := []string{d.Deed.String(), d.Verb}
		for i, o := range d.Objects {
			if i > 0 {
				words = append(words, "|")
			}
			words = append(words, o...)
		}
		for _, q := range d.Qualifiers {
			words = append(words, "<"+q.Preposition+" "+strings.Join(q.Words, " ")+">")
		}
		if d.Scoped {
			words = append(words, "if", strings.Join(d.Condition, " "))
		}
		all = append(all, strings.Join(strings.Fields(strings.Join(words, " ")), " "))
	}
	return all
}

func TestParse(t *testing.T) {
	for _, test := range []struct {
		tier    body.Tier
		isFault bool
		text    string
		want    []string
	}{
		{body.Always, false, "Log all hyperparameters at training start", []string{"do log all hyperparameter <at training start>"}},
		{body.Never, false, "Train on test data", []string{"avoid train <on test data>"}},
		{body.Never, false, "Don't train on test data", []string{"avoid train <on test data>"}},
		{body.Never, false, "Train without validation monitoring", []string{"avoid train <without validation monitoring>", "do validation monitoring"}},
		{body.Never, false, "Use all data for training (no validation split)", []string{"avoid use all data <for training>", "do validation split"}},
		{body.Never, false, "Skip logging in long runs", []string{"do logging <in long run>"}},
		{body.AskFirst, false, "Changing model architecture", []string{"ask change model architecture"}},
		{0, false, "Ask before changing the loss", []string{"ask change loss"}},
		{0, false, "Never add a package without approval", []string{"ask add package"}},
		{0, false, "Never add a package without explicit approval and a security review", []string{"ask add package"}},
		{0, false, "Never let a run overwrite another run's checkpoints", []string{"avoid overwrite another run checkpoint <by run>"}},
		{0, false, "Never allow test data to leak into training", []string{"avoid leak test data <into training>"}},
		{0, false, "Don't let test data influence training", []string{"avoid use test data <for training>"}},
		{0, false, "Never edits anything under `eval/`", []string{"avoid edit anything <under eval/>"}},
		{body.Always, false, "Set a random seed before anything is drawn", []string{"do set random seed <before anything is drawn>"}},
		{body.Always, false, "Results before an evaluation must be saved", []string{"do save result <before evaluation>"}},
		{0, false, "Zero hardcoded values", []string{"avoid hardcoded value"}},
		{0, false, "Zero accumulated gradients", []string{"do zero accumulated gradient"}},
		{0, false, "Use validation data for tuning and a test set for the report", []string{"do use validation data <for tuning> <for test set> <for report>"}},
		{0, false, "Use MLflow to track runs", []string{"do use mlflow <so track run>"}},
		{0, false, "Wrap validation in `with torch.no_grad():`", []string{"do wrap validation <in torch.no_grad>"}},
		{0, false, "Seeds must be set", []string{"do set seed"}},
		{0, false, "Test data must never be used for training", []string{"avoid use test data <for training>"}},
		{0, false, "Catch specific exceptions, log all of them", []string{"do catch specific exception", "do log all of"}},
		{0, false, "Skip unnecessary logging or checkpointing", []string{"avoid unnecessary logging | checkpointing"}},
		{0, false, "When resuming, restore the optimizer", []string{"do restore optimizer if resuming"}},
		{0, false, "Cache results if memory allows", []string{"do cache result if memory allow"}},
		{0, false, "Close files (release locks, free memory)", []string{"do close file", "do release lock", "do free memory"}},
		{body.Never, true, "Missing random seeds", []string{"do random seed"}},
		{body.Never, true, "No checkpoints", []string{"do checkpoint"}},
		{body.Never, true, "Mutable default configs", []string{"avoid mutable default config"}},
		{body.Never, false, "‚ùå Swallow **exceptions** ‚Äì they hide bugs", []string{"avoid swallow exception"}},
		{0, false, "Use `model.eval()` for inference", []string{"do use model.eval <for inference>"}},
		{0, false, "`save()`: Save a checkpoint", nil},
		{0, false, "The loss is a number", nil},
		{0, false, "検証データで学習しない", nil},
		{0, false, "", nil},
	} {
		if diff := cmp.Diff(test.want, say(bullet.Parse(test.text, test.tier, test.isFault))); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", test.tier, test.text, diff)
		}
	}
}

const definition = `# Trainer

- Never write to ` + "`data/raw/`" + `
- Runs take an hour
- Keep complexity below 10 <!-- agentlint: enforce[cyclomatic-complexity, dead-code] -->

## Never commit model weights

### ‚úÖ Always
- Use random seeds

## Pitfalls

| Pitfall | Fix |
|---|---|
| No validation | Validate |
`

func parse(text string) *agent.File {
	return agent.Parse(source.New(".github/agents/a.agent.md", []byte(text)), kind.CustomAgent)
}

func TestOf(t *testing.T) {
	var got []string
	for _, b := range bullet.Of(parse(definition)) {
		line := strings.Join([]string{b.Tier.String(), b.Text, strings.Join(b.Named, ","), strings.Join(b.Paths(), ",")}, "; ")
		if b.Fault {
			line += "; fault"
		}
		for _, n := range b.Numbers() {
			line += "; " + string(rune('0'+n.Max))
		}
		got = append(got, line)
	}
	want := []string{
		"Never; Never write to `data/raw/`; ; data/raw/",
		"; Keep complexity below 10; cyclomatic-complexity,dead-code; ; 9",
		"Never; Never commit model weights; ; ",
		"Always; Use random seeds; ; ",
		"Never; No validation; ; ; fault",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bullets (-want +got):\n%s", diff)
	}
}

// Case, marks and damage make no other bullet; words do.
func TestFingerprint(t *testing.T) {
	if !bullet.Same("Use **random** seeds.", "use random SEEDS") || !bullet.Same("Log – all", "Log ‚Äì all") {
		t.Error("the same words have different fingerprints")
	}
	if bullet.Same("Use random seeds", "Use seeds") {
		t.Error("other words have the same fingerprint")
	}
}

func FuzzOf(f *testing.F) {
	for _, seed := range []string{definition, "- never (never (never", "- `a\n- ``b`` - ) : ; <", "# Always: x\n- 9-15 <= `x`", "- Do\n- not\n- Ask before"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := parse(text)
		bullets := bullet.Of(file)
		if !slices.IsSortedFunc(bullets, func(a, b bullet.Bullet) int { return a.Range.Start - b.Range.Start }) {
			t.Error("bullets are not in order")
		}
		for i := range bullets {
			b := &bullets[i]
			if b.Range.Start < 0 || b.Range.End > len(file.Source.Text) || b.Range.Start > b.Range.End {
				t.Fatalf("%v lies outside of the file", b.Range)
			}
			if strings.ContainsAny(b.Text, "\n\r") || b.Text == "" || b.Line < 1 || len(b.Fingerprint()) != 12 {
				t.Errorf("%+v is no bullet", b)
			}
			if !bullet.Same(b.Text, b.Text) {
				t.Errorf("%q is not the same as itself", b.Text)
			}
			for _, d := range b.Demands() {
				if d.Deed == 0 {
					t.Errorf("%q demands nothing: %+v", b.Text, d)
				}
				for _, o := range d.Objects {
					if len(o) == 0 {
						t.Errorf("%q is about nothing: %+v", b.Text, d)
					}
				}
			}
			b.Numbers()
			b.Paths()
		}
	})
}
