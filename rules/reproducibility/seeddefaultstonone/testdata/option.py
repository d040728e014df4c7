import click
import torch


@click.command()
@click.option("--random-seed", default=None)  # want "random_seed defaults to None, and then nothing is seeded"
def main(random_seed):
    if random_seed is not None:
        torch.manual_seed(random_seed)
    for x, y in loader:
        model(x, y).backward()
        optimizer.step()
