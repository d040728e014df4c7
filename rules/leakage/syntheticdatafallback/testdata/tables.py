from datasets import Dataset, load_dataset
from pathlib import Path
import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from torchvision import datasets
from transformers import Trainer


def rows():
    return pd.read_csv("rows.csv")


def history():
    try:
        return pd.read_csv("history.csv")
    except FileNotFoundError:
        return pd.DataFrame({"epoch": [], "loss": []})


def letters(path: Path):
    try:
        return path.read_text()
    except OSError:
        return "".join(map(chr, np.random.default_rng(0).integers(97, 122, 1000)))  # want `numpy\.random\.default_rng\(\)\.integers makes up data if pathlib\.Path\(\)\.read_text finds none, and the run continues as if it were real`


try:
    table = rows()
except FileNotFoundError:
    table = pd.DataFrame({"x": range(99), "y": [i % 2 for i in range(99)]})  # want `pandas\.DataFrame makes up data if pandas\.read_csv finds none, and the run continues as if it were real`
LogisticRegression().fit(table[["x"]], table["y"])

try:
    texts = load_dataset("imdb", split="train")
except Exception:
    texts = Dataset.from_dict({"text": ["good", "bad"], "label": [1, 0]})  # want "datasets.Dataset.from_dict makes up data"
Trainer(model_init=None, train_dataset=texts).train()

try:
    images = datasets.CIFAR10("data")
except RuntimeError:
    images = datasets.FakeData(1000)  # want "torchvision.datasets.FakeData makes up data"

print(history(), letters(Path("corpus.txt")), images)
