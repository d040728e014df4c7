package console

import "errors"

// ErrInterrupted makes the program exit with 2. What is reported is not all that a baseline or a fix needs to know.
var ErrInterrupted = errors.New("interrupted")

// ErrFindings makes the program exit with 1. The report has said all there is to say.
var ErrFindings = errors.New("findings")
