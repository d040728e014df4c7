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
	var f *config.File
	if hyperparam.MayTrain(i.Places.Here.Text) {
		stop := i.Start(profile.Parsing)
		f = config.ParseContext(i.Ctx, i.Places.Here, format)
		stop()
	}
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
		i.Notice(lint.Skipped, "it does not look like the configuration of a training run")
	default:
		i.out.PassedOver = true
	}
}
