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
    """Compiles a program, cells of a notebook included, and returns its syntax tree without string prefixes that say nothing."""
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
    for name in before._fields:
        a, b = getattr(before, name, None), getattr(after, name, None)
        inside = f"{type(before).__name__}.{name}"
        if isinstance(a, list) and isinstance(b, list):
            yield from different_lists(a, b, inside)
        else:
            yield from different(a, b, inside)


def dump(node):
    return ast.dump(node) if isinstance(node, ast.AST) else repr(node)


def different_lists(before, after, where):
    """Yields the elements that were put in or taken out; those that took the places of as many others are compared."""
    a, b = [dump(n) for n in before], [dump(n) for n in after]
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if i2 - i1 == j2 - j1:
            for x, y in zip(before[i1:i2], after[j1:j2]):
                yield from different(x, y, where)
            continue
        taken = " ".join("-[" + show(n) + "]" for n in before[i1:i2])
        put = " ".join("+[" + show(n) + "]" for n in after[j1:j2])
        yield f"{where}: {taken} {put}".replace(":  ", ": ").rstrip()


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
