# Since nothing replaced the special tokens they should be the same as before
# Same as before
# a composition needs no flag, so we add self-loops here
# the scales are computed in advance, possibly we can add a flag for this later
# keep what is common here in case we need to add a fused optimizer later
# start from minus infinity and add terms later
# add tokenizer and device here
# To be implemented by inheriting classes
# To be implemented
# This is a stub to make TorchScript happy
# checkpointing is not yet implemented in the compiler, so it is off
# validation is not yet implemented
# Implement the schedule later
# Put your preprocessing here

# TODO: the cluster should be optional, but that requires lazy
# initialization to be implemented
