import torch.distributed as dist
import wandb

from utils import cleanup

if __name__ == "__main__":
    dist.init_process_group("nccl")
    for seed in range(3):
        wandb.init(project="p")
    wandb.finish()
    cleanup()
