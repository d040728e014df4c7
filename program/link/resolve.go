// Package program models what training code does: the facts of its files, linked into one program that rules question.
//
// [Link] joins the facts of all files, which package facts takes from their syntax: imports lead to modules, calls to functions, entry
// points to training loops.
package program

import (
	"context"
	"errors"
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/imports"
	"github.com/agentlint/agentlint/program/story"
)

// A Program is the facts of all files, linked.
type Program struct {
	Stories    []*story.Story  // of scripts that come to the same trainings, by path; none when all files are seen together
	Accounts   []*Account      // of the stories of all scripts, by path
	Frameworks *framework.Set  // facts of what is outside the files; nil for those that are built in
	Strict     bool            // rules say what can't be told
	Configs    []*facts.Config // of training runs, by path
	Misses     []Miss          // trainings that were not recognised; none where some scripts are seen by themselves

	asking
	graph     imports.Graph
	order     []*module              // those of graph
	ctx       context.Context        // when it is done, nobody wants to know more
	files     []*facts.Facts         // by path
	functions []*function            // by their number
	methods   map[string][]*function // by last part of their names
	outside   map[string]*target     // things outside the project, by their names; see shared
	back      reverse
	told      [][]Told                   // see Trainings; made on demand
	readers   map[*loader][]configReader // code that loads configurations, made on demand
}

// A function is a node of the call graph.
type function struct {
	*facts.Function
	module  *module
	id      int32       // its number in Program.functions
	used    bool        // other code calls or hands it on, or imports the module that it is the body of
	root    bool        // it is run first when its module is started
	targets []called    // of Calls
	refs    []*function // functions defined inside, handed on or wrapped around, which may be called from anywhere
	does    effect      // here or in what it calls

	loopDoes []effect // by loop: what the calls inside it do
	batches  []bool   // by loop: see isBatchLoop; made on demand
}

// A target is what a name refers to. Nothing changes it: many names share one.
type target struct {
	functions []*function  // of the project
	class     *facts.Class // the class that is instantiated, if one is
	owner     *module      // of class
	external  []string     // canonical names outside the project, the bases of a class among them
}

// A called is what a call refers to.
type called struct {
	*target
	given []*function // the project's functions among its arguments
	does  effect      // by itself
}

// Link is [LinkContext] without a context.
func Link(files []*facts.Facts) *Program { return LinkContext(context.Background(), files) }

// LinkContext joins the facts of all files, which must be in order of their paths. Once ctx is done it returns a program without
// links.
func LinkContext(ctx context.Context, files []*facts.Facts) *Program {
	p := Lazy(ctx, func() []*facts.Facts { return files })
	p.link()
	return p
}

// join makes the links.
func (p *Program) join() {
	p.methods = map[string][]*function{}
	for _, m := range p.order {
		p.addFunctions(m)
	}
	for _, m := range p.order {
		if p.ctx.Err() != nil {
			p.graph, p.order, p.functions = imports.Graph{}, nil, nil
			return
		}
		p.resolveCalls(m)
	}
	p.summarise()
	p.findUsed()
	p.findRoots()
	p.back = p.turnRound()
}

// addFunctions gives the functions of a module their numbers, and notes them by what they are called.
func (p *Program) addFunctions(m *module) {
	for _, fn := range m.sorted() {
		fn.id = int32(len(p.functions))
		p.functions = append(p.functions, fn)
		if fn != m.body {
			p.methods[facts.LastPart(fn.Name)] = append(p.methods[facts.LastPart(fn.Name)], fn)
		}
	}
}

func (p *Program) resolveCalls(m *module) {
	for _, fn := range m.sorted() {
		fn.targets = make([]called, len(fn.Calls))
		for i := range fn.Calls {
			fn.targets[i].target = p.resolve(m, fn.Calls[i].Callee, maxDepth)
			for _, name := range fn.Calls[i].Given {
				fn.targets[i].given = append(fn.targets[i].given, p.resolve(m, name, maxDepth).functions...)
			}
			fn.targets[i].does = fn.ownEffect(i)
		}
		for _, handed := range fn.HandsOn {
			fn.refs = append(fn.refs, p.resolve(m, handed, maxDepth).functions...)
		}
		for _, decorator := range fn.Decorators {
			fn.refs = append(fn.refs, p.resolve(m, decorator, maxDepth).functions...)
		}
		if outer, nested := outerFunction(fn.Name); nested && m.functions[outer] != nil {
			m.functions[outer].refs = append(m.functions[outer].refs, fn)
		}
	}
}

// maxDepth bounds how many imports and bases a name is followed through.
const maxDepth = 8

// resolve finds what a qualified name of a module's facts refers to.
func (p *Program) resolve(m *module, name string, depth int) *target {
	if depth <= 0 || name == "" {
		return &nowhere
	}
	if t, ok := m.resolved[name]; ok {
		return t
	}
	t := p.shared(p.lookup(m, name, depth))
	m.resolved[name] = t
	return t
}

// nowhere is what refers to nothing.
var nowhere target

// shared returns a target that is the same for all names which refer to the same thing outside the project, or to nothing.
func (p *Program) shared(t target) *target {
	switch {
	case t.functions != nil || t.class != nil || len(t.external) > 1:
		return &t
	case len(t.external) == 0:
		return &nowhere
	}
	return once(&p.outside, t.external[0], func() *target { return &t })
}

func (p *Program) lookup(m *module, name string, depth int) target {
	switch {
	case strings.HasPrefix(name, "~."):
		return p.member(m, name[len("~."):], depth)
	case strings.HasPrefix(name, "?"):
		return p.guess(m, name[1:], depth)
	case strings.HasPrefix(name, "."):
		return p.relative(m, name, depth)
	case framework.IsModule(name):
		return target{external: []string{framework.Canonical(name)}}
	}
	return p.absolute(m, name, depth)
}

// guess tries a name that no binding explains: star imports, then the only method in the project of that name.
func (p *Program) guess(m *module, name string, depth int) target {
	first, rest, dotted := strings.Cut(name, ".")
	if !dotted {
		for _, imp := range m.Facts.Imports {
			if star, ok := strings.CutSuffix(imp.Target, ".*"); ok && first != "" {
				if t := p.resolve(m, joinDotted(star, first), depth-1); t.functions != nil || t.class != nil {
					return *t
				}
			}
		}
	} else if candidates := p.methods[facts.LastPart(rest)]; len(candidates) == 1 && strings.Contains(candidates[0].Name, ".") {
		return target{functions: candidates, external: []string{"?" + name}}
	}
	return target{external: []string{"?" + name}}
}

// relative resolves .utils.set_seed against the package that m is in.
func (p *Program) relative(m *module, name string, depth int) target {
	rest := strings.TrimLeft(name, ".")
	for _, dir := range p.graph.SearchPath(m.Module, name) {
		if t, ok := p.within(dir, rest, depth); ok {
			return t
		}
	}
	return target{external: []string{"?" + rest}}
}

// absolute looks a dotted name up as Python would with the script's folder, any folder above it or a src folder there
// on its path.
func (p *Program) absolute(m *module, name string, depth int) target {
	if first, _ := cutName(name); !p.graph.Leads(first) {
		return target{external: []string{framework.Canonical(name)}}
	}
	for _, dir := range p.graph.SearchPath(m.Module, name) {
		if t, ok := p.within(dir, name, depth); ok {
			return t
		}
	}
	return target{external: []string{framework.Canonical(name)}}
}

// within resolves a dotted name in a folder: the longest prefix that is a module there, and its member.
func (p *Program) within(dir, name string, depth int) (target, bool) {
	plain, _, _ := strings.Cut(name, "(")
	parts := strings.Split(plain, ".")
	m, n := p.graph.Within(dir, parts)
	if m == nil {
		return target{}, false
	}
	rest := strings.TrimPrefix(name[len(strings.Join(parts[:n], ".")):], ".")
	return p.member(p.order[m.ID], rest, depth-1), true
}

// member resolves what a name means inside a module: Trainer.fit, Trainer().fit, or something it imports itself.
func (p *Program) member(m *module, name string, depth int) target {
	head, tail, called := strings.Cut(name, "()")
	if fn := m.functions[head]; fn != nil && head != "" {
		if called {
			return p.result(fn, name, tail, depth)
		}
		return target{functions: []*function{fn}}
	}
	if class := m.classes[head]; class != nil {
		return p.ofClass(m, class, tail, called, depth)
	}
	first, rest := cutName(name)
	for _, imp := range m.Facts.Imports {
		switch {
		case imp.Name == first:
			return *p.resolve(m, imp.Target+rest, depth-1)
		case imp.Name == "" && !strings.Contains(first, "("):
			if t := p.resolve(m, joinDotted(strings.TrimSuffix(imp.Target, ".*"), name), depth-1); t.functions != nil || t.class != nil {
				return *t
			}
		}
	}
	return target{external: []string{"?" + name}}
}

// result resolves what hangs on a function's result: build().fit is keras.models.Sequential().fit if build returns one.
func (p *Program) result(fn *function, name, tail string, depth int) target {
	if fn.Returns != "" {
		return *p.resolve(fn.module, fn.Returns+tail, depth-1)
	}
	return target{external: []string{"?" + name}}
}

// ofClass resolves the class itself (an instantiation, when called), its instance being called, or a method.
func (p *Program) ofClass(m *module, class *facts.Class, tail string, called bool, depth int) target {
	switch {
	case !called:
		t := p.method(m, class, "__init__", depth)
		t.class, t.owner, t.external = class, m, p.bases(m, class, depth)
		return t
	case tail == "()" || tail == "":
		t := p.method(m, class, "forward", depth)
		if t.functions == nil {
			t = p.method(m, class, "__call__", depth)
		}
		return t
	case strings.HasPrefix(tail, "."):
		name, rest, ofResult := strings.Cut(tail[1:], "()")
		t := p.method(m, class, name, depth)
		if ofResult && len(t.functions) == 1 && rest != "" && depth > 0 {
			return p.result(t.functions[0], tail[1:], rest, depth-1)
		} else if !ofResult {
			return t
		}
		return p.method(m, class, tail[1:], depth)
	}
	return target{}
}

// method finds a method on a class or its bases; on one outside the project it is named: lightning.Trainer().fit.
func (p *Program) method(m *module, class *facts.Class, name string, depth int) target {
	if fn := m.functions[class.Name+"."+name]; fn != nil {
		return target{functions: []*function{fn}}
	}
	var t target
	if depth <= 0 {
		return t
	}
	for _, base := range class.Bases {
		b := p.resolve(m, base, depth-1)
		if b.class != nil && b.class != class {
			if found := p.method(b.owner, b.class, name, depth-1); found.functions != nil {
				return found
			} else {
				t.external = append(t.external, found.external...)
			}
			continue
		}
		for _, e := range b.external {
			t.external = append(t.external, e+"()."+name)
		}
	}
	return t
}

// bases returns the canonical names of the classes outside the project that a class descends from.
func (p *Program) bases(m *module, class *facts.Class, depth int) (out []string) {
	if depth <= 0 {
		return nil
	}
	for _, base := range class.Bases {
		b := p.resolve(m, base, depth-1)
		if b.class != nil && b.class != class {
			out = append(out, p.bases(b.owner, b.class, depth-1)...)
		} else {
			out = append(out, b.external...)
		}
	}
	return out
}

// cutName splits Trainer().fit into Trainer and ().fit.
func cutName(name string) (first, rest string) {
	if i := strings.IndexAny(name, ".("); i >= 0 {
		return name[:i], name[i:]
	}
	return name, ""
}

func joinDotted(module, name string) string {
	if strings.HasSuffix(module, ".") {
		return module + name
	}
	return module + "." + name
}

// outerFunction returns the qualified name of the function that a nested one is defined in.
func outerFunction(name string) (outer string, nested bool) {
	i := strings.LastIndex(name, ".<locals>.")
	return name[:max(i, 0)], i >= 0
}

// once returns what is known for a key, which is found when it is first asked for. A program belongs to one
// goroutine, so nothing is locked.
func once[K comparable, V any](known *map[K]V, key K, find func() V) V {
	v, ok := (*known)[key]
	if !ok {
		v = find()
		if *known == nil {
			*known = map[K]V{}
		}
		(*known)[key] = v
	}
	return v
}

// Analyzer is what a project rule requires to question the whole program with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "program",
	Doc:        "the linked facts of all files",
	ResultType: reflect.TypeFor[*Program](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the program") },
}

// Of returns the program that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *Program {
	p := pass.ResultOf[Analyzer].(*Program)
	p.asker = pass.Analyzer.Name
	return p
}
