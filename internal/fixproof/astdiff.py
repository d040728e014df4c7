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
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = align(before[i1:i2], after[j1:j2])
        for x, y in pairs:
            if x is not None and y is not None:
                yield from different(x, y, where)
        taken = ["-[" + show(x) + "]" for x, y in pairs if y is None]
        put = ["+[" + show(y) + "]" for x, y in pairs if x is None]
        if taken or put:
            yield f"{where}: " + " ".join(taken + put)


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
    found = [(d, any(p.fullmatch(d) for p in patterns)) for d in different(before, after, "Module")]
    return {"Compiled": True, "Error": "", "Differences": found or [("the trees differ, and nothing in them does", False)]}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
