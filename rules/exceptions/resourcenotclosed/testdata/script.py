import mlflow
import torch.distributed as dist
import wandb


def main():
    dist.init_process_group("nccl")  # want "torch.distributed.init_process_group is never followed by torch.distributed.destroy_process_group"
    for seed in range(3):
        wandb.init(project="p")  # want "wandb.init is never followed by wandb.finish"
        mlflow.start_run()  # want "mlflow.start_run"
        with mlflow.start_run():
            train()


if __name__ == "__main__":
    mlflow.start_run()
    main()
