def f(a={}):  # want `"a"`
	"""Tabs and CRLF."""
	return a
