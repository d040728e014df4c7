# options: {max: 0, metric: mccabe}
def a():  # want "^a has a cyclomatic complexity of 3, over 0"
    for i in x:
        pass
    else:
        pass
    while x:
        pass
    else:
        y = 1 if 2 and 3 or 4 else [i for i in x if i if j for k in i]
    assert a and b
    lambda: a and b

def b():  # want "^b has a cyclomatic complexity of 4, over 0"
    try:
        pass
    except A:
        pass
    except B:
        pass
    else:
        pass
    finally:
        if x: pass

def c():  # want "^c has a cyclomatic complexity of 1, over 0"
    try:
        if x: pass
    except* A:
        if x: pass
    else:
        if x: pass

def d():  # want "^d has a cyclomatic complexity of 1, over 0"
    match x:
        case 1: pass
        case 2 if z and y:
            if x: pass

def e():  # want "^e has a cyclomatic complexity of 1, over 0"
    match x:
        case 1: pass
        case 2: pass
        case _: pass

def f():  # want "^f has a cyclomatic complexity of 1, over 0"
    match x:
        case 1: pass
        case (y): pass

def g():  # want "^g has a cyclomatic complexity of 1, over 0"
    match x:
        case 1: pass
        case _ if z: pass

def h():  # want "^h has a cyclomatic complexity of 1, over 0"
    match x:
        case a | _: pass

def h2():  # want "^h2 has a cyclomatic complexity of 1, over 0"
    match x:
        case a, b: pass
        case _ as z: pass

def h3():  # want "^h3 has a cyclomatic complexity of 1, over 0"
    match x:
        case _ if a: pass
        case 2: pass

def h4():  # want "^h4 has a cyclomatic complexity of 1, over 0"
    match x:
        case [*_]: pass
        case (_, ): pass

def i():  # want "^i has a cyclomatic complexity of 7, over 0"
    @dec(a and b)
    def j(x=a or b):  # want "^i[.]<locals>[.]j has a cyclomatic complexity of 2, over 0"
        if x: pass
    class K(a and b):
        z = a and b
        def l(self):  # want "^i[.]<locals>[.]K[.]l has a cyclomatic complexity of 2, over 0"
            if x: pass
    with a and b as c:
        async def m():  # want "^i[.]<locals>[.]m has a cyclomatic complexity of 2, over 0"
            async for x in y: pass

def n():  # want "^n has a cyclomatic complexity of 2, over 0"
    try:
        pass
    finally:
        def o():  # want "^n[.]<locals>[.]o has a cyclomatic complexity of 2, over 0"
            if x: pass
        for x in y: pass
    f"{a and b if c else d}"
    x: a and b = {k: v for k, v in z if a}

def p():  # want "^p has a cyclomatic complexity of 5, over 0"
    if x: pass
    elif y and z: pass
    elif y: pass
    else:
        if z: pass
