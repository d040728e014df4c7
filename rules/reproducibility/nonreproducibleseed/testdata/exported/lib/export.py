import namex

NAMES = {}


class public(namex.export):
    def __init__(self, path):
        super().__init__(package="lib", path=path)

    def __call__(self, symbol):
        NAMES[self.path] = symbol
        return super().__call__(symbol)
