package facts

// Arg returns the argument given by keyword, or at a 0-based position; -1 for no position.
func (c *Call) Arg(name string, position int) (Arg, bool) {
	if c.Details == nil {
		return Arg{}, false
	}
	for i, a := range c.Args {
		if a.Name == name || a.Name == "" && i == position {
			return a, true
		}
	}
	return Arg{}, false
}
