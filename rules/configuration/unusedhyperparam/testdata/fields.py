import torch
from pydantic import BaseModel
from pydantic_settings import BaseSettings


class TrainConfig(BaseModel):
    """Settings."""

    lr: float = 0.1
    dropout: float = 0.1  # want `the setting TrainConfig\.dropout is never read`


class DataSettings(BaseSettings):
    """Settings."""

    batch_size: int = 1
    workers: int = 2  # want `the setting DataSettings\.workers is never read`


class ModelConfig(BaseModel):
    """Settings."""

    hidden: int = 1


def main():
    cfg, data = TrainConfig(), DataSettings()
    loader = torch.utils.data.DataLoader(train_set, batch_size=data.batch_size)
    model = make_model(**ModelConfig().model_dump())
    opt = torch.optim.SGD(model.parameters(), lr=cfg.lr)
    for epoch in range(3):
        for x, y in train_loader:
            opt.zero_grad()
            loss = model(x).mean()
            loss.backward()
            opt.step()


main()

