import tensorflow as tf
import torch
from datasets import load_dataset
from torch.utils.data import random_split

a, b = random_split(data, [0.9, 0.1])  # want "random_split splits or orders the data differently in every run: it has no generator"
parts = load_dataset("imdb", split="train").train_test_split(test_size=0.1)  # want "train_test_split .* no seed"
shuffled = load_dataset("imdb", split="train").shuffle()  # want "shuffle"
batches = tf.data.Dataset.from_tensor_slices(x).shuffle(1024).batch(8)  # want "shuffle"

random_split(data, [0.9, 0.1], generator=torch.Generator().manual_seed(0))
load_dataset("imdb", split="train").train_test_split(0.1, seed=1)
load_dataset("imdb", split="train").train_test_split(0.1, shuffle=False)
load_dataset("imdb", split="train").shuffle(seed=1)
tf.data.Dataset.from_tensor_slices(x).shuffle(1024, seed=3)
deck.shuffle(cards)
