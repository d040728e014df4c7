package terminal

// UseColor decides whether a report has colours. In this order, the first that says something wins:
// the flag --color (always or never; anything else is auto), NO_COLOR (https://no-color.org), FORCE_COLOR
// (https://force-color.org) or CLICOLOR_FORCE, TERM=dumb or CLICOLOR=0 (https://bixense.com/clicolors),
// and at last whether the report goes to a terminal or into a log of GitHub Actions, which shows colours.
func UseColor(flag string, env func(string) string, isTerminal bool) bool {
	forced := func(name string) bool { return env(name) != "" && env(name) != "0" }
	switch {
	case flag == "always":
		return true
	case flag == "never", env("NO_COLOR") != "":
		return false
	case forced("FORCE_COLOR"), forced("CLICOLOR_FORCE"):
		return true
	case env("TERM") == "dumb", env("CLICOLOR") == "0":
		return false
	}
	return isTerminal || env("GITHUB_ACTIONS") == "true"
}
