package main

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

const (
	lintPath       = "github.com/agentlint/agentlint/lint"
	programPath    = "github.com/agentlint/agentlint/program"
	repositoryPath = "github.com/agentlint/agentlint/workspace/repository"
	analysisPath   = "golang.org/x/tools/go/analysis"
)

// given are the fields of an analysis.Pass that the engine fills; the others are for Go packages.
var given = []string{"Analyzer", "Fset", "Pkg", "ResultOf", "Report"}

var analyzer = &analysis.Analyzer{
	Name:     "rulecheck",
	Doc:      "report rules that read what they do not require, or what a pass over no Go package lacks, and messages against the house style",
	Requires: []*analysis.Analyzer{inspect.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	tree := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector)
	checkFields(pass, tree)
	checkMessages(pass, tree)
	if required, ok := requirements(pass, tree); ok {
		checkReads(pass, tree, required)
	}
	return nil, nil
}

// checkFields reports uses of a pass's fields that are nil.
func checkFields(pass *analysis.Pass, tree *inspector.Inspector) {
	for selector := range inspector.All[*ast.SelectorExpr](tree) {
		selection := pass.TypesInfo.Selections[selector]
		if selection == nil || selection.Kind() != types.FieldVal || !isNamed(selection.Recv(), analysisPath, "Pass") {
			continue
		}
		if name := selector.Sel.Name; !slices.Contains(given, name) {
			pass.ReportRangef(selector.Sel, "Pass.%s is nil in a rule", name)
		}
	}
}

// requirements returns the packages whose Analyzer the package's rule requires, and whether it has a rule.
func requirements(pass *analysis.Pass, tree *inspector.Inspector) (required []*types.Package, isRule bool) {
	for literal := range inspector.All[*ast.CompositeLit](tree) {
		if !isNamed(pass.TypesInfo.TypeOf(literal), lintPath, "Rule") {
			continue
		}
		isRule = true
		ast.Inspect(field(literal, "Requires"), func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if v, ok := pass.TypesInfo.Uses[id].(*types.Var); ok && v.Name() == "Analyzer" {
					required = append(required, v.Pkg())
				}
			}
			return true
		})
		if _, isNone := field(literal, "Stories").(*ast.BadExpr); !isNone { // it is given the program, and the repository
			for _, p := range pass.Pkg.Imports() {
				if p.Path() == programPath || p.Path() == repositoryPath {
					required = append(required, p)
				}
			}
		}
	}
	return required, isRule
}

// field returns the value of a struct literal's field, or an empty expression.
func field(literal *ast.CompositeLit, name string) ast.Expr {
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				return pair.Value
			}
		}
	}
	return &ast.BadExpr{}
}

// checkReads reports calls of python.Of and its like whose Analyzer is not required: they panic.
func checkReads(pass *analysis.Pass, tree *inspector.Inspector, required []*types.Package) {
	for call := range inspector.All[*ast.CallExpr](tree) {
		fn := typeutil.StaticCallee(pass.TypesInfo, call)
		if fn == nil || !readsPass(fn) || slices.Contains(required, fn.Pkg()) {
			continue
		}
		pass.ReportRangef(call, "%[1]s.Of is called, but the rule does not require %[1]s.Analyzer", fn.Pkg().Name())
	}
}

// readsPass reports whether fn is the Of(*analysis.Pass) of a package that has an Analyzer.
func readsPass(fn *types.Func) bool {
	params := fn.Signature().Params()
	return fn.Name() == "Of" && fn.Signature().Recv() == nil && params.Len() == 1 &&
		isNamed(params.At(0).Type(), analysisPath, "Pass") && fn.Pkg().Scope().Lookup("Analyzer") != nil
}

// isNamed reports whether t is the named type, or a pointer to it.
func isNamed(t types.Type, path, name string) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}
