# options: {max: 2, public-only: true}
class A:  # want "^A has 3 methods"
    def __init__(self): pass

    def a(self): pass

    def b(self): pass

    def _c(self): pass

class B:
    def a(self): pass

    def _b(self): pass

    def _c(self): pass
