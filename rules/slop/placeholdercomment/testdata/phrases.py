# Existing code...
# ... existing code
# For now, just return the mean
# for now return zeros
# Placeholder for the actual model
# placeholder until the real loader is there
# This is a stub
# a dummy implementation of the metric
# left as an exercise for the reader
# Fill in the details
# Rest of the training loop remains the same
# remainder of the function unchanged
# Add more layers as needed
# In production, you would read this from the registry
# Simplified for demonstration purposes
# For now, just print the loss
# existing code is kept for old checkpoints
# for now the learning rate is constant
# a placeholder for the labels
# the stub of the tree
# this is a placeholder token
# add more padding if needed by the kernel, see below
# the rest of the tokens is masked
# the rest of the batch is the same size
# a simple mock implementation of the tokenizer
# for now just pass through to the model
# for demonstration purposes
# production runs use bf16

# the rest of settings are the same
# the word user is just a placeholder for the actual names of users
