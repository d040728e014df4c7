"""Compares programs: a question a line on standard input, an answer a line on standard output, both JSON."""

import ast
import difflib
import json
import re
import sys
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)


def parse(text):
    """Compiles a program, which may be the cells of a notebook, and returns its syntax tree."""
    compile(text, "a.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return ast.parse(text)


def show(node):
    """Writes a node on one line; nothing if there is none."""
    if node is None:
        return "nothing"
    if not isinstance(node, ast.AST):
        return repr(node)
    try:
        text = ast.unparse(node)
    except Exception:
        text = ast.dump(node)
    return "; ".join(line.strip() for line in text.splitlines() if line.strip())


def different(before, after, where):
    """Yields what differs: the place in the tree, and what is there before and after."""
    if type(before) is not type(after) or not isinstance(before, ast.AST):
        if type(before) is not type(after) or before != after:
            yield f"{where}: {show(before)} => {show(after)}"
        return
    a, b = dump(before), dump(after)
    if isinstance(before, ast.expr) and a != b and (a in b or b in a):
        yield f"{where}: {show(before)} => {show(after)}"
        return
    for name in before._fields:
        old, new = getattr(before, name, None), getattr(after, name, None)
        inside = f"{type(before).__name__}.{name}"
        if isinstance(old, list) and isinstance(new, list):
            yield from different_lists(old, new, inside)
        else:
            yield from different(old, new, inside)


def dump(node):
    return ast.dump(node) if isinstance(node, ast.AST) else repr(node)


def different_lists(before, after, where):
    """Yields the elements that were put in or taken out, and what differs within those that stayed."""
    a, b = [dump(n) for n in before], [dump(n) for n in after]
    changes = [c for c in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if c[0] != "equal"]
    places = [i for i in range(len(a)) if len(a) == len(b) and a[i] != b[i]]
    if 0 < len(places) <= sum(i2 - i1 for _, i1, i2, _, _ in changes):
        changes = [("replace", i, i + 1, i, i + 1) for i in places]
    for _, i1, i2, j1, j2 in changes:
        old, new, wrapped = unwrapped(before[i1:i2], after[j1:j2])
        yield from (f"{where}: {show(x)} => {show(y)}" for x, y in wrapped)
        pairs = align(old, new)
        for x, y in pairs:
            if x is not None and y is not None:
                yield from different(x, y, where)
        taken = ["-[" + show(x) + "]" for x, y in pairs if y is None]
        put = ["+[" + show(y) + "]" for x, y in pairs if x is None]
        if taken or put:
            yield f"{where}: " + " ".join(taken + put)


def unwrapped(before, after):
    """Takes out the statements that are the body of a with statement now, and returns them with that."""
    wrapped = []
    for y in [y for y in after if isinstance(y, ast.With) and len(y.body) == 1 and not any(i.optional_vars for i in y.items)]:
        for x in before:
            if dump(x) == dump(y.body[0]):
                wrapped.append((x, y))
                before = [n for n in before if n is not x]
                after = [n for n in after if n is not y]
                break
    return before, after, wrapped


def align(before, after):
    """Pairs elements of one type that are most alike, in their order; None stands for one that the other list has not."""
    if len(before) == len(after):
        return list(zip(before, after))
    best = {}

    def like(i, j):
        if type(before[i]) is not type(after[j]):
            return -1
        return 0.1 + difflib.SequenceMatcher(None, dump(before[i])[:2000], dump(after[j])[:2000], autojunk=False).quick_ratio()

    for i in range(len(before), -1, -1):
        for j in range(len(after), -1, -1):
            if i == len(before) or j == len(after):
                best[i, j] = 0, [(n, None) for n in before[i:]] + [(None, n) for n in after[j:]]
                continue
            ways = [(best[i + 1, j], (before[i], None), 0), (best[i, j + 1], (None, after[j]), 0)]
            if (alike := like(i, j)) > 0:
                ways.append((best[i + 1, j + 1], (before[i], after[j]), alike))
            (score, rest), pair, gain = max(ways, key=lambda way: way[0][0] + way[2])
            best[i, j] = score + gain, [pair] + rest
    return best[0, 0][1]


def is_by_design(difference, patterns):
    """Says whether a difference matches a pattern: elements that several rules have put in may each match one."""
    if any(p.fullmatch(difference) for p in patterns):
        return True
    where, _, elements = difference.partition(": +[")
    return bool(elements) and all(
        any(p.fullmatch(f"{where}: +[{element}]") for p in patterns) for element in elements.removesuffix("]").split("] +[")
    )


def answer(question):
    try:
        before = parse(question["before"])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {"Compiled": False, "Error": "", "Differences": []}
    try:
        after = parse(question["after"])
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return {"Compiled": True, "Error": str(error), "Differences": []}
    if ast.dump(before) == ast.dump(after):
        return {"Compiled": True, "Error": "", "Differences": []}
    patterns = [re.compile(p, re.DOTALL) for p in question["patterns"] or []]
    found = [(d, is_by_design(d, patterns)) for d in different(before, after, "Module")]
    return {"Compiled": True, "Error": "", "Differences": found or [("the trees differ, and nothing in them does", False)]}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
