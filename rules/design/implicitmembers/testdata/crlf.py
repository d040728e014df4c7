class A:
    def __eq__(self, other):  # want-safe "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key"
        return True
