import os
import pickle
import torch
import wandb

def get_loss(model):  # want "get_loss writes a file, which its name does not mention"
    torch.save(model, "m.pt")
    return model.loss

def compute_loss(model, optimizer):  # want "compute_loss steps the optimizer"
    model.loss.item()
    optimizer.step()
    return model.loss

def compute_grads(loss):  # want "compute_grads computes gradients"
    loss.backward()

def check_metrics(m, writer):  # want "logs to the tracker"
    writer.add_scalar("m", m)
    return m > 1

def get_features(path):  # want "get_features writes a file"
    with open(path, "wb") as f:
        pickle.dump(1, f)
    return 1

def get_cached(path):
    if os.path.exists(path):
        return torch.load(path)
    torch.save(1, path)
    return 1

def get_dir(path):
    os.makedirs(path)
    return path

def save_loss(model):
    torch.save(model, "m.pt")

def get_saver(model):
    def save():
        torch.save(model, "m.pt")
    return save

class Trainer(Base):
    def compute_loss(self, m):
        wandb.log({"loss": m})
        return m
