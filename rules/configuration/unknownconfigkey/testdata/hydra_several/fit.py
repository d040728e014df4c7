import hydra
import torch
from omegaconf import DictConfig


class Run:
    def __init__(self, settings: DictConfig):
        self.settings = settings
        self.model = torch.nn.Linear(1, 1)
        self.opt = torch.optim.SGD(self.model.parameters(), lr=settings.optimizer.lr)

    def fit(self, data):
        for x, y in data:
            self.opt.zero_grad()
            ((self.model(x) - y) ** 2).mean().backward()
            if self.settings.schedule.kind == "cosine":
                continue
            self.opt.step()


@hydra.main(version_base=None, config_path="settings", config_name="base")
def main(settings):
    print(settings.get("name"))
    Run(settings).fit(load(settings.data.batch_size))


main()
