import torch

def train(model):
    loss = model(1,  # want `^"\(" is never closed$`
    loss.backward()
    return loss

class Trainer:
    def fit(self):
        return 1
