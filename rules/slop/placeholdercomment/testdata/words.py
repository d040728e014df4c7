# options: {words: [fixme]}
# TODO: later
# fixme: now
