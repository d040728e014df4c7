// Command rulecheck holds the rules to what the engine gives them. It is a tool of go vet:
//
//	go vet -vettool=bin/rulecheck ./rules/...
package main

import "golang.org/x/tools/go/analysis/unitchecker"

func main() { unitchecker.Main(analyzer) }
