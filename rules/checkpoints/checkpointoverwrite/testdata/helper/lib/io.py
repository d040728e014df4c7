import torch

def save_checkpoint(model, optimizer, epoch, folder="out"):
    state = {"model": model.state_dict(), "epoch": epoch}
    state["optimizer"] = optimizer.state_dict()
    torch.save(state, "%s/ckpt_%d.pt" % (folder, epoch))
