package shell

import "mvdan.cc/sh/v3/syntax"

// Splits reports whether a command has a variable outside quotes among its words, where its value is split at blanks.
func Splits(command, variable string) (splits bool) {
	f := parse(command)
	if f == nil {
		return false
	}
	syntax.Walk(f, func(n syntax.Node) bool {
		call, ok := n.(*syntax.CallExpr)
		if !ok {
			return true
		}
		for _, word := range call.Args {
			for _, part := range word.Parts {
				if p, ok := part.(*syntax.ParamExp); ok && p.Param != nil && p.Param.Value == variable {
					splits = true
				}
			}
		}
		return true
	})
	return splits
}
