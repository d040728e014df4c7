"""Writes a program in another way, so that it still does the same.

Reads requests from standard input, a line of JSON each: {"source": text, "change": name}. Answers with a line of JSON each:
{"files": {path: text}, "lines": {path: [line in the source of each line]}}, or {"skip": reason} if the change has nothing to change,
or might change what the program does.
"""

import ast
import copy
import json
import symtable
import sys

MAIN = "train.py"


class Skip(Exception):
    """A change that is not made, and why."""


def lines_of(tree, text):
    """Returns the line of the source that each line of a text comes from that a changed tree was written as, 0 for none."""
    lines = [0] * (text.count("\n") + 2)
    for was, now in zip(ast.walk(tree), ast.walk(ast.parse(text))):
        if type(was) is not type(now):
            raise Skip("it can't be told which lines come from where")
        line = getattr(now, "lineno", 0)
        if line and hasattr(was, "lineno") and not lines[line]:
            lines[line] = was.lineno
    return lines


def written(trees):
    """Returns the answer for trees of files."""
    files = {path: ast.unparse(ast.fix_missing_locations(tree)) + "\n" for path, tree in trees.items()}
    return {"files": files, "lines": {path: lines_of(trees[path], text) for path, text in files.items()}}


def names_in(nodes, *contexts):
    """Returns the names that nodes use in some contexts, in all functions and classes within."""
    return {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, contexts)}


def bound_in(nodes):
    """Returns the names that statements bind in their own scope, not in functions and classes within."""
    found = set()

    def visit(node):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(node.name)
            return
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            return
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            found.add(node.id)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found.update((a.asname or a.name).split(".")[0] for a in node.names)
        if isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
        for child in ast.iter_child_nodes(node):
            visit(child)

    for node in nodes:
        visit(node)
    return found


def names_around(node):
    """Returns the names of a function or class that may be of the scope around it."""
    if isinstance(node, ast.ClassDef):
        return names_in([node], ast.Load, ast.Store)
    own = {a.arg for a in ast.walk(node.args) if isinstance(a, ast.arg)} | bound_in(node.body)
    return names_in(node.body, ast.Load, ast.Store) - own | names_in([node.args, *node.decorator_list], ast.Load)


def has(node, *kinds):
    return any(isinstance(n, kinds) for n in ast.walk(node))


def names_outside(tree, nodes):
    """Returns the names that a module uses elsewhere than in some nodes, or is to share."""
    inside = {id(n) for node in nodes for n in ast.walk(node)}
    found = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in inside}
    return found | {name for n in ast.walk(tree) if isinstance(n, ast.Global) for name in n.names}


def at(node, like):
    """Returns a node, with the line of another for all in it that has none."""
    for n in ast.walk(node):
        if "lineno" in n._attributes and not hasattr(n, "lineno"):
            n.lineno = n.end_lineno = like.lineno
            n.col_offset = n.end_col_offset = 0
    return node


def function(name, body, like, shared=(), decoration="global"):
    """Returns a function without parameters that has some statements, and binds names of the scope around it."""
    head = f"def {name}():\n" + (f"    {decoration} {', '.join(sorted(shared))}\n" if shared else "") + "    pass\n"
    made = ast.parse(head).body[0]
    for n in ast.walk(made):
        if hasattr(n, "lineno"):
            n.lineno = n.end_lineno = like.lineno
    made.body[-1:] = body
    return made


def statement(text, like):
    made = ast.parse(text).body[0]
    for n in ast.walk(made):
        if hasattr(n, "lineno"):
            n.lineno = n.end_lineno = like.lineno
    return made


# Names


def quoted(tree):
    """Returns the names that are written as strings: in annotations, and in __all__."""
    places = [n.annotation for n in ast.walk(tree) if isinstance(n, (ast.arg, ast.AnnAssign)) and n.annotation]
    places += [n.returns for n in ast.walk(tree) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)) and n.returns]
    places += [n.value for n in ast.walk(tree) if isinstance(n, ast.Assign) and "__all__" in names_in(n.targets, ast.Store)]
    return {n.value for p in places for n in ast.walk(p) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


class Renamer(ast.NodeTransformer):
    """Gives opaque names to what functions and modules bind, but for parameters, imports, and what is reached by its name.

    One name becomes one other wherever it stands: copies of code stay copies. Classes keep theirs, by which they are pickled, shown,
    registered and told on a command line.
    """

    def __init__(self, source, tree):
        self.scopes = [symtable.symtable(source, MAIN, "exec")]
        self.fixed = {"main"} | quoted(tree) | {n.name for n in ast.walk(tree) if isinstance(n, ast.ClassDef)}
        self.new = {}
        self.children = {}

    def table(self, node, name):
        """Enters the scope of a node, which is the next of its name and line."""
        kids = [t for t in self.scopes[-1].get_children() if t.get_name() == name and t.get_lineno() == node.lineno]
        key = (id(self.scopes[-1]), name, node.lineno)
        i = self.children.get(key, 0)
        self.children[key] = i + 1
        if i >= len(kids):
            raise Skip("its scopes can't be told apart")
        return kids[i]

    def owner(self, name):
        """Returns the scope in which a name is bound, None for one that keeps its name."""
        scope = self.scopes[-1]
        try:
            symbol = scope.lookup(name)
        except KeyError:
            return None
        if symbol.is_imported() or symbol.is_parameter():
            return None
        if symbol.is_global() or scope.get_type() == "module":
            top = self.scopes[0]
            try:
                symbol = top.lookup(name)
            except KeyError:
                return None
            return top if symbol.is_assigned() and not symbol.is_imported() else None
        if scope.get_type() == "class":
            return None
        if symbol.is_free():
            for outer in reversed(self.scopes[:-1]):
                if outer.get_type() == "function":
                    own = outer.lookup(name) if name in outer.get_identifiers() else None
                    if own and own.is_local():
                        return None if own.is_parameter() or own.is_imported() else outer
            return None
        return scope if symbol.is_local() else None

    def renamed(self, name):
        if name in self.fixed or name.startswith("__"):
            return name
        scope = self.owner(name)
        if scope is None:
            return name
        return self.new.setdefault(name, f"v{len(self.new)}x")

    def visit_Name(self, node):
        node.id = self.renamed(node.id)
        return node

    def visit_Global(self, node):
        node.names = [self.renamed(n) for n in node.names]
        return node

    visit_Nonlocal = visit_Global

    def visit_ExceptHandler(self, node):
        if node.name:
            node.name = self.renamed(node.name)
        return self.generic_visit(node)

    def visit_FunctionDef(self, node):
        scope = self.table(node, node.name)
        if self.scopes[-1].get_type() != "class":
            node.name = self.renamed(node.name)
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.args.defaults = [self.visit(d) for d in node.args.defaults]
        node.args.kw_defaults = [d and self.visit(d) for d in node.args.kw_defaults]
        for a in ast.walk(node.args):
            if isinstance(a, ast.arg) and a.annotation:
                a.annotation = self.visit(a.annotation)
        if node.returns:
            node.returns = self.visit(node.returns)
        self.scopes.append(scope)
        node.body = [self.visit(s) for s in node.body]
        self.scopes.pop()
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        scope = self.table(node, node.name)
        node.name = self.renamed(node.name)
        node.decorator_list = [self.visit(d) for d in node.decorator_list]
        node.bases = [self.visit(b) for b in node.bases]
        node.keywords = [self.visit(k) for k in node.keywords]
        self.scopes.append(scope)
        node.body = [self.visit(s) for s in node.body]
        self.scopes.pop()
        return node

    def visit_Lambda(self, node):
        node.args.defaults = [self.visit(d) for d in node.args.defaults]
        self.scopes.append(self.table(node, "lambda"))
        node.body = self.visit(node.body)
        self.scopes.pop()
        return node

    def comprehension(self, node, name, parts):
        first = node.generators[0]
        first.iter = self.visit(first.iter)
        self.scopes.append(self.table(node, name))
        for i, g in enumerate(node.generators):
            g.target = self.visit(g.target)
            if i:
                g.iter = self.visit(g.iter)
            g.ifs = [self.visit(c) for c in g.ifs]
        for part in parts:
            setattr(node, part, self.visit(getattr(node, part)))
        self.scopes.pop()
        return node

    def visit_ListComp(self, node):
        return self.comprehension(node, "listcomp", ["elt"])

    def visit_SetComp(self, node):
        return self.comprehension(node, "setcomp", ["elt"])

    def visit_GeneratorExp(self, node):
        return self.comprehension(node, "genexpr", ["elt"])

    def visit_DictComp(self, node):
        return self.comprehension(node, "dictcomp", ["key", "value"])


def names(source, tree):
    if has(tree, ast.Match) or names_in([tree], ast.Load) & {"globals", "locals", "vars", "exec", "eval", "getattr"}:
        raise Skip("what it reaches by name can't be told")
    tree = Renamer(source, tree).visit(tree)
    return written({MAIN: tree})


# Loops


def loops(tree):
    """Yields the bodies and places of the outermost loops of a module, and of its functions."""

    def visit(body, scope):
        for i, node in enumerate(body):
            if isinstance(node, (ast.For, ast.While)):
                yield body, i, scope
            elif isinstance(node, (ast.FunctionDef,)):
                yield from visit(node.body, node)
            elif isinstance(node, ast.ClassDef):
                yield from visit(node.body, scope)
            elif isinstance(node, (ast.If, ast.With, ast.Try)):
                for field in ("body", "orelse", "finalbody"):
                    yield from visit(getattr(node, field, []), scope)

    yield from visit(tree.body, None)


def moved(tree, make):
    """Moves the outermost loops of a module into what make makes of them."""
    count = 0
    for body, i, scope in list(loops(tree)):
        loop = body[i]
        if has(loop, ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal):
            continue
        bound = bound_in([loop])
        if scope is not None:
            before = bound_in([s for s in scope.body if s is not loop]) | {a.arg for a in ast.walk(scope.args) if isinstance(a, ast.arg)}
            if has(scope, ast.Global) or not bound <= before and any(names_in([s], ast.Load) & (bound - before) for s in scope.body if s is not loop):
                continue
            bound &= before
        else:
            bound &= names_outside(tree, [loop])
        count += 1
        body[i : i + 1] = make(count, loop, bound, "global" if scope is None else "nonlocal")
    if not count:
        raise Skip("no loop can be moved")
    return written({MAIN: tree})


def loop_function(source, tree):
    return moved(tree, lambda n, loop, bound, word: [function(f"work{n}", [loop], loop, bound, word), statement(f"work{n}()", loop)])


def loop_method(source, tree):
    def make(n, loop, bound, word):
        holder = statement(f"class Work{n}:\n    pass", loop)
        method = function("work", [loop], loop, bound, word)
        method.args.args = [at(ast.arg(arg="own"), loop)]
        holder.body = [method]
        return [holder, statement(f"Work{n}().work()", loop)]

    return moved(tree, make)


def main(source, tree):
    """Moves what a script does into main()."""
    stays = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    i = next((i for i, s in enumerate(tree.body) if not isinstance(s, stays) and not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))), None)
    if i is None or any("__name__" in names_in([s], ast.Load) for s in tree.body):
        raise Skip("it has a main already, or does nothing")
    rest = tree.body[i:]
    if any(isinstance(s, ast.ImportFrom) and s.names[0].name == "*" for s in rest) or "main" in bound_in(tree.body):
        raise Skip("it can't be moved")
    shared = bound_in(rest) & names_outside(tree, rest) | {n.name for n in rest if isinstance(n, (ast.FunctionDef, ast.ClassDef))}
    tree.body[i:] = [function("main", rest, rest[0], shared), statement("if __name__ == '__main__':\n    main()", rest[-1])]
    return written({MAIN: tree})


def module(source, tree):
    """Moves the functions and classes of a script that need no others of its names into another module."""
    imports = [s for s in tree.body if isinstance(s, (ast.Import, ast.ImportFrom))]
    if any(a.name == "*" for s in imports for a in s.names):
        raise Skip("its imports bind any name")
    defined = {s.name: s for s in tree.body if isinstance(s, (ast.FunctionDef, ast.ClassDef))}
    others = bound_in(tree.body) - bound_in(imports) - set(defined)
    going = {n: s for n, s in defined.items() if not names_around(s) & others and not has(s, ast.Global)}
    changed = True
    while changed:
        staying = set(defined) - set(going)
        fewer = {n: s for n, s in going.items() if not names_in([s], ast.Load) & staying}
        changed, going = len(fewer) < len(going), fewer
    if not going or bound_in([s for s in tree.body if s not in going.values()]) & set(going):
        raise Skip("nothing can be moved")
    helper = ast.Module(body=[s for s in tree.body if s in imports or s in going.values()], type_ignores=[])
    first = next(i for i, s in enumerate(tree.body) if s in going.values())
    rest = [s for s in tree.body if s not in going.values()]
    entry = statement("from moved import " + ", ".join(going), tree.body[first])
    last = max((rest.index(s) for s in rest if isinstance(s, (ast.Import, ast.ImportFrom))), default=-1)
    rest.insert(min(last + 1, len(rest)) if last >= 0 else 0, entry)
    if rest.index(entry) > first:
        raise Skip("it is used between its imports")
    return written({MAIN: ast.Module(body=rest, type_ignores=[]), "moved.py": helper})


class Inliner(ast.NodeTransformer):
    """Puts the body of functions where they are called as a statement."""

    def __init__(self, tree):
        self.count = 0
        defs = [s for s in tree.body if isinstance(s, ast.FunctionDef)]
        self.inlined_names = set()
        self.functions = {f.name: f for f in defs if self.is_plain(f) and sum(d.name == f.name for d in defs) == 1}
        self.depth = 0

    def is_plain(self, f):
        a = f.args
        nested = (ast.FunctionDef, ast.Lambda, ast.ClassDef, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
        returns = [n for n in ast.walk(f) if isinstance(n, ast.Return)]
        return not (
            f.decorator_list or a.vararg or a.kwarg or a.kwonlyargs or a.posonlyargs or has(f, ast.Yield, ast.YieldFrom, ast.Global, ast.Nonlocal)
            or any(has(s, *nested) for s in f.body) or f.name in names_in(f.body, ast.Load)
            or len(returns) > 1 or returns and returns[0] is not f.body[-1]
        )

    def visit_Expr(self, node):
        return self.inlined(node, node.value, None)

    def visit_Assign(self, node):
        return self.inlined(node, node.value, node.targets)

    def inlined(self, node, call, targets):
        f = self.functions.get(call.func.id) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else None
        if f is None or self.depth > 3 or any(isinstance(a, ast.Starred) for a in call.args) or any(k.arg is None for k in call.keywords):
            return node
        given = dict(zip((a.arg for a in f.args.args), call.args))
        given.update({k.arg: k.value for k in call.keywords})
        defaults = dict(zip((a.arg for a in f.args.args[len(f.args.args) - len(f.args.defaults) :]), f.args.defaults))
        if any(a.arg not in given and a.arg not in defaults for a in f.args.args) or len(call.args) > len(f.args.args):
            return node
        self.count += 1
        self.inlined_names.add(f.name)
        own = {a.arg for a in f.args.args} | bound_in(f.body)
        new = {name: f"{name}_{self.count}" for name in own}
        body = [self.copy(s, new) for s in f.body]
        head = [
            at(ast.Assign(targets=[ast.Name(id=new[a.arg], ctx=ast.Store())], value=given.get(a.arg) or self.copy(defaults[a.arg], {})), node) for a in f.args.args
        ]
        result = body.pop().value if isinstance(body[-1], ast.Return) else None
        if targets is not None:
            tail = [at(ast.Assign(targets=targets, value=result or ast.Constant(value=None)), node)]
        else:
            tail = [at(ast.Expr(value=result), node)] if result is not None else []
        if isinstance(body and body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
            body = body[1:]
        self.depth += 1
        inner = [self.visit(s) for s in body]
        self.depth -= 1
        flat = [s for x in inner for s in (x if isinstance(x, list) else [x])]
        return head + flat + tail

    def copy(self, node, new):
        class Copy(ast.NodeTransformer):
            def visit_Name(self, n):
                n.id = new.get(n.id, n.id)
                return n

            def visit_ExceptHandler(self, n):
                n.name = new.get(n.name, n.name)
                return self.generic_visit(n)

        return Copy().visit(copy.deepcopy(node))


def inline(source, tree):
    inliner = Inliner(tree)
    tree = inliner.visit(tree)
    if not inliner.count:
        raise Skip("no call can be inlined")
    left = names_in([s for s in tree.body if getattr(s, "name", None) not in inliner.inlined_names], ast.Load)
    while True:
        needed = {n for n in inliner.inlined_names if n in left}
        more = names_in([inliner.functions[n] for n in needed], ast.Load) | left
        if more == left:
            break
        left = more
    tree.body = [s for s in tree.body if getattr(s, "name", None) not in inliner.inlined_names or s.name in left]
    return written({MAIN: tree})


def counted(source, tree):
    """Counts by while where a for goes over a range."""
    count = 0

    class Counter(ast.NodeTransformer):
        def visit_For(self, node):
            nonlocal count
            self.generic_visit(node)
            call = node.iter
            is_range = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "range" and len(call.args) <= 2
            if not is_range or not isinstance(node.target, ast.Name) or node.orelse or any(has(s, ast.Continue) for s in node.body):
                return node
            if node.target.id in bound_in(node.body) or any(isinstance(a, ast.Starred) for a in call.args):
                return node
            count += 1
            start = call.args[0] if len(call.args) == 2 else ast.Constant(value=0)
            name = node.target.id
            test = ast.Compare(left=ast.Name(id=name, ctx=ast.Load()), ops=[ast.Lt()], comparators=[call.args[-1]])
            step = ast.AugAssign(target=ast.Name(id=name, ctx=ast.Store()), op=ast.Add(), value=ast.Constant(value=1))
            head = at(ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=start), node)
            return [head, at(ast.While(test=test, body=node.body + [at(step, node.body[-1])], orelse=[]), node)]

    tree = Counter().visit(tree)
    if not count:
        raise Skip("no loop goes over a range")
    return written({MAIN: tree})


def notebook(source, tree):
    """Puts each statement of the module into a cell of its own."""
    if any("__name__" in names_in([s], ast.Load) for s in tree.body):
        raise Skip("it asks whether it is the script")
    cells, lines = [], []
    for s in tree.body:
        text = ast.unparse(s)
        part = lines_of(ast.Module(body=[s], type_ignores=[]), text)
        cells.append({"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": text.splitlines(keepends=True)})
        lines.append(part)
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    places, cell, row, inside = [0], -1, 0, False
    for line in text.split("\n"):
        if line.strip() == '"source": [':
            cell, row, inside = cell + 1, 0, True
            places.append(0)
        elif inside and line.strip() in ("]", "],"):
            inside = False
            places.append(0)
        else:
            row += inside
            places.append(lines[cell][row] if inside else 0)
    return {"files": {"train.ipynb": text}, "lines": {"train.ipynb": places}}


def same(source, tree):
    """Changes nothing but layout and comments."""
    return written({MAIN: tree})


CHANGES = {
    "same": same, "names": names, "function": loop_function, "method": loop_method, "main": main, "module": module, "inline": inline,
    "while": counted, "notebook": notebook,
}


def answer(request):
    try:
        tree = ast.parse(request["source"])
        out = CHANGES[request["change"]](request["source"], tree)
        for path, text in out["files"].items():
            if path.endswith(".py"):
                compile(text, path, "exec")
        return out
    except Skip as e:
        return {"skip": str(e)}
    except (SyntaxError, RecursionError, ValueError) as e:
        return {"skip": f"{type(e).__name__}: {e}"}


sys.setrecursionlimit(5000)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
