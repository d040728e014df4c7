package lint

// IsCraft reports whether the finding is about how code is written, and a note where no training comes to.
func (f *Finding) IsCraft() bool {
	return f.Rule.Craft && f.Severity != Note && f.Severity.Rank() <= f.Rule.Severity.Rank()
}
