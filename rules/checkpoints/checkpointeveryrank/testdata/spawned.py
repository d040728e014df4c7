import torch
import torch.multiprocessing as mp
from torch.nn.parallel import DistributedDataParallel


class Run:
    def __init__(self, gpu):
        self.gpu = gpu
        self.model = DistributedDataParallel(torch.nn.Linear(2, 1).to(gpu))
        self.optimizer = torch.optim.SGD(self.model.parameters(), lr=0.1)

    def fit(self, epochs):
        for epoch in range(epochs):
            for x, y in loader:
                self.optimizer.zero_grad()
                torch.nn.functional.mse_loss(self.model(x), y).backward()
                self.optimizer.step()
            if self.gpu == 0:
                torch.save(self.model.module.state_dict(), f"epoch_{epoch}.pt")


def worker(number, epochs):
    torch.distributed.init_process_group("nccl", rank=number, world_size=2)
    Run(number).fit(epochs)


if __name__ == "__main__":
    mp.spawn(worker, args=(10,), nprocs=2)
