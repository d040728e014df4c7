package inspect

import (
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/hyperparam"
	"github.com/agentlint/agentlint/program/facts"
)

// checkConfig checks a file that may be the configuration of a training run. Its content decides; of one that is not
// nothing is said unless it was named.
func (i *Inspector) checkConfig(file discover.Entry, format config.Format) {
	f := i.parseConfig(format)
	switch {
	case f != nil && f.TooMuch != "":
		i.tooMuch("it can't be read: " + f.TooMuch)
	case f != nil && hyperparam.IsTraining(f.Root):
		f.Base = i.enter()
		i.out.Suppressed.AddConfig(f, i.Places.Here.Text)
		i.Run(i.Rules.Config, config.Analyzer, f)
		i.out.Config = facts.Configure(f)
		i.out.Checked = true
	case file.Explicit:
		i.Notice(lint.Skipped, "it does not look like a training configuration")
	default:
		i.out.PassedOver = true
	}
}

// parseConfig parses the file at hand if it may be the configuration of a training run, else it returns nil.
func (i *Inspector) parseConfig(format config.Format) *config.File {
	if !hyperparam.MayTrain(i.Places.Here.Text) {
		return nil
	}
	defer i.Start(profile.Parsing)()
	return config.ParseContext(i.Ctx, i.Places.Here, format)
}
