package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/lint"
)

// A rule is what the source of a rule's folder says. It is read, not imported: the list that would import it is stale.
type rule struct {
	dir      string // slash-separated, below the module's root: rules/exceptions/bareexcept
	id       string
	severity string
	fix      lint.FixKind
	status   lint.Status
	aliases  []string
	since    string
	summary  string
}

func (r rule) pkg() string    { return path.Base(r.dir) }
func (r rule) family() string { return path.Base(path.Dir(r.dir)) }
func (r rule) page() string   { return r.dir + "/" + r.pkg() + ".md" }

// readRules reads the folders rules/FAMILY/RULE that hold a Go file of the folder's name, by family and then name.
func readRules() (rules []rule, err error) {
	files, err := filepath.Glob("rules/*/*/*.go")
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		r := rule{dir: filepath.ToSlash(filepath.Dir(file))}
		if filepath.Base(file) != r.pkg()+".go" {
			continue
		}
		if err := r.read(file); err != nil {
			return nil, err
		}
		rules = append(rules, r)
	}
	return rules, nil
}

func (r *rule) read(file string) error {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(syntax, func(n ast.Node) bool {
		literal, ok := n.(*ast.CompositeLit)
		if ok && isRule(literal) {
			r.readLiteral(literal)
		}
		return true
	})
	if r.id == "" || r.severity == "" {
		return fmt.Errorf("%s: there is no lint.Rule with an ID and a Severity", file)
	}
	page, err := os.ReadFile(r.page())
	r.summary = (&lint.Rule{Page: string(page)}).Summary()
	return err
}

// fixKinds are what a rule may say under Fix, by name.
var fixKinds = map[string]lint.FixKind{"SafeFixes": lint.SafeFixes, "UnsafeFixes": lint.UnsafeFixes, "MixedFixes": lint.MixedFixes}

// statuses are what a rule may say under Status, by name.
var statuses = map[string]lint.Status{"Stable": lint.Stable, "Preview": lint.Preview, "Deprecated": lint.Deprecated}

func isRule(literal *ast.CompositeLit) bool {
	selector, ok := literal.Type.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == "Rule"
}

func (r *rule) readLiteral(literal *ast.CompositeLit) {
	for _, element := range literal.Elts {
		pair, ok := element.(*ast.KeyValueExpr)
		if !ok {
			continue
		}
		key, _ := pair.Key.(*ast.Ident)
		switch value := pair.Value.(type) {
		case *ast.BasicLit:
			if key.Name == "ID" {
				r.id, _ = strconv.Unquote(value.Value)
			}
		case *ast.SelectorExpr:
			switch key.Name {
			case "Severity":
				r.severity = strings.ToLower(value.Sel.Name)
			case "Fix":
				r.fix = fixKinds[value.Sel.Name]
			case "Status":
				r.status = statuses[value.Sel.Name]
			}
		case *ast.CompositeLit:
			if key.Name == "Aliases" {
				r.aliases = texts(value)
			}
		}
	}
}

// texts returns the strings of a list.
func texts(list *ast.CompositeLit) (all []string) {
	for _, element := range list.Elts {
		if literal, ok := element.(*ast.BasicLit); ok {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				all = append(all, text)
			}
		}
	}
	return all
}
