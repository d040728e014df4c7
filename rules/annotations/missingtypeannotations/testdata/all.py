# options: {scope: all}
class Model:
    def __init__(self, width):  # want "__init__ has no type annotation for width and its result"
        self.width = width

    def area(self):  # want "area has no type annotation for its result"
        return self.width


def f(x: int, y) -> int:  # want "f has no type annotation for y"
    return x


g = lambda x: x
