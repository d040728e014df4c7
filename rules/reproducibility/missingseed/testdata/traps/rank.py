import torch
import torch.multiprocessing as mp


def worker(rank, seed):
    torch.manual_seed(seed + rank)
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()


if __name__ == "__main__":
    mp.spawn(worker, args=(0,), nprocs=2)
