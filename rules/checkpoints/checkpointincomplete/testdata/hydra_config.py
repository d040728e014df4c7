import torch, hydra
from torch import nn
from omegaconf import DictConfig, OmegaConf
@hydra.main(config_path="conf", config_name="config")
def main(cfg: DictConfig):
    model = hydra.utils.instantiate(cfg.model)
    optimizer = hydra.utils.instantiate(cfg.optimizer, params=model.parameters())
    scheduler = hydra.utils.instantiate(cfg.scheduler, optimizer=optimizer)
    loader = hydra.utils.instantiate(cfg.loader)
    for epoch in range(cfg.epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(x), y)
            loss.backward()
            optimizer.step()
        scheduler.step()
        torch.save({"epoch": epoch, "state_dict": model.state_dict(), "cfg": OmegaConf.to_container(cfg)}, f"epoch_{epoch}.ckpt")  # want "lacks the optimizer"
if __name__ == "__main__":
    main()
