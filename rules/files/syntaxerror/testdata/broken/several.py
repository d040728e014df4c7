a = 1
foo bar baz  # want `^this is not Python: "foo bar baz  # want .*…" \(and 2 more\)$`
b = = 2
c = 3
d = = 4
