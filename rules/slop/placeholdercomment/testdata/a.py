# TODO: add metric
# Optimize later
x = 1  # fixme
## hack around it
# XXX
# see below # todo
# The todo list of the agent
# todos are fine
# a TODO in the middle
# TODO(#12): later
# TODO: https://example.com/issues/1
# FIXME ABC-123 is open
# Your code here
# ... existing code ...
# Rest of the code
# In a real application this would be a queue
# Add your preprocessing logic here
# Replace with your actual API key
# Not implemented yet
# a placeholder for the labels
# dummy input for now
# Add the bias here because the layer has none
# the same as before the split
# implemented in the base class
# the number of tokens to fill in
# nothing needs to be done
s = "# TODO: not a comment"
def f():
    """TODO: not a comment either."""
