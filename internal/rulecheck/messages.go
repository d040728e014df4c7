package main

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/agentlint/agentlint/internal/style"
)

// checkMessages reports messages of findings against the house style: what is written as the format of a function whose name has
// "Report", or as the Message of a diagnostic.
func checkMessages(pass *analysis.Pass, tree *inspector.Inspector) {
	for call := range inspector.All[*ast.CallExpr](tree) {
		fn := typeutil.Callee(pass.TypesInfo, call)
		if fn == nil || !strings.Contains(fn.Name(), "Report") {
			continue
		}
		for _, arg := range call.Args {
			if checkMessage(pass, arg) {
				break // what follows is filled in
			}
		}
	}
	for literal := range inspector.All[*ast.CompositeLit](tree) {
		if isNamed(pass.TypesInfo.TypeOf(literal), analysisPath, "Diagnostic") {
			checkMessage(pass, field(literal, "Message"))
		}
	}
}

// checkMessage reports a constant string that is a message against the house style, and returns whether it is a constant string.
func checkMessage(pass *analysis.Pass, message ast.Expr) bool {
	if call, ok := message.(*ast.CallExpr); ok && len(call.Args) > 0 { // fmt.Sprintf
		return checkMessage(pass, call.Args[0])
	}
	value := pass.TypesInfo.Types[message].Value
	if value == nil || value.Kind() != constant.String || !types.Identical(pass.TypesInfo.TypeOf(message), types.Typ[types.String]) {
		return false // a severity is a string of its own type
	}
	for _, fault := range style.Message(constant.StringVal(value)) {
		pass.ReportRangef(message, "the message is not in the house style: %s", fault)
	}
	return true
}
