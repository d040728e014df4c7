print "a" % x
try:
    exec "x"
except ValueError, e:
    raise KeyError, "b"
