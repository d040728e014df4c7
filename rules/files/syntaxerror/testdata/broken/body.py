def load(path):  # want `^"def load\(path\):  # want .*…" has no body \(and 1 more\)$`
    # a comment is no body
def save(path):
    pass


if save:
else:
    pass
