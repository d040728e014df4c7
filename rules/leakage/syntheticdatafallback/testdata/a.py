import os
from pathlib import Path

import numpy as np
import pandas as pd
import torch
from PIL import Image
from sklearn.datasets import make_classification


def in_handler(path):
    try:
        table = pd.read_csv(path)
    except (FileNotFoundError, OSError):
        table = pd.DataFrame(np.random.randn(1000, 10))  # want `numpy\.random\.randn makes up data if pandas\.read_csv finds none, and the run continues as if it were real`
    return table


def made_up():
    x, _ = make_classification(n_samples=1000, random_state=0)  # want `sklearn\.datasets\.make_classification makes up data if numpy\.load finds none, and the run continues as if it were real`
    return x


def in_branch(path):
    if os.path.exists(path):
        return np.load(path)
    return made_up()


def in_other_branch(root):
    path = Path(root) / "x.parquet"
    if not path.exists():
        return torch.rand(100, 10)  # want `torch\.rand makes up data if pandas\.read_parquet finds none, and the run continues as if it were real`
    return torch.from_numpy(pd.read_parquet(path).to_numpy())


def image(path):
    try:
        return Image.open(path)
    except OSError:
        return torch.rand(3, 224, 224)  # want `torch\.rand makes up data if PIL\.Image\.open finds none, and the run continues as if it were real`


# Asked for, a pause, and weights to begin with.
def asked_for(path, synthetic):
    if synthetic:
        return torch.rand(100, 10)
    return torch.from_numpy(np.load(path))


def again(path):
    try:
        return pd.read_json(path)
    except OSError as error:
        print("trying again after", np.random.rand())
        raise error


def weights(path):
    if os.path.exists(path):
        return torch.load(path, weights_only=True)
    return torch.randn(10, 10)


model = torch.nn.Linear(10, 1)
