package program

// traceLogs says what is reported of a training, and how often.
func (e *Entry) traceLogs(t *Training) Belief {
	b := Belief{Text: "reports"}
	add := func(text string, at Range) { b.Children = append(b.Children, Belief{Text: text, At: at}) }
	logged, at := e.Logged(t)
	add("the training: "+logged.String(), at)
	loss, at := e.TrainLoss(t)
	add("training loss: "+loss.String(), at)
	loss, at = e.ValidationLoss(t)
	add("validation loss: "+loss.String(), at)
	rate, at := e.LearningRate(t)
	add("learning rate: "+rate.String(), at)
	settings, at := e.Hyperparameters()
	add("hyperparameters: "+settings.String(), at)
	return b
}

// String says in words how often something is reported.
func (r Reporting) String() string {
	return [...]string{"not found", "once an epoch or less", "every step", "can't be told"}[r]
}

// String says in words what takes the reports.
func (l Logged) String() string {
	return [...]string{"not reported", "printed only", "reported", "can't be told"}[l]
}
