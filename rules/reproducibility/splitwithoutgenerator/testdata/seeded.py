import numpy as np
import tensorflow as tf
import torch
from datasets import load_dataset
from torch.utils.data import random_split


def set_seed(seed):
    torch.manual_seed(seed)
    np.random.seed(seed)
    tf.random.set_seed(seed)


def main():
    set_seed(1)
    random_split(data, [0.9, 0.1])
    load_dataset("imdb").train_test_split(0.1)
    tf.data.Dataset.range(3).shuffle(1024)


main()
