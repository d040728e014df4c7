import torch

model.fit_generator(batches)
