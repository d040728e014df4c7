from dataclasses import dataclass

import torch


@dataclass
class ModelArgs:
    heads: int = 8
    dim: int = 64


class Attention(torch.nn.Module):
    def __init__(self, args: ModelArgs):
        super().__init__()
        assert args.dim % args.heads == 0


def main(args):
    assert args.dim > 0  # want "args.dim comes from outside"
