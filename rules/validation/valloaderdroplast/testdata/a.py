import tensorflow as tf
import torch
from torch.utils.data import DataLoader, random_split
from torchvision.datasets import MNIST

train_set, held_out = random_split(MNIST("data", train=True), [50000, 10000])
train = DataLoader(train_set, 32, shuffle=True, drop_last=True)
valid = DataLoader(held_out, 32, drop_last=True)  # want "drop_last omits the last rows of held-out data from the score"
test = DataLoader(MNIST("data", train=False), 32, shuffle=True, drop_last=True)  # want "drop_last omits the last rows of held-out data from the score"
good = DataLoader(held_out, 32, drop_last=False)
other = DataLoader(held_out, 32)

(x, y), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
batches = tf.data.Dataset.from_tensor_slices((x, y)).batch(32, drop_remainder=True)
held = tf.data.Dataset.from_tensor_slices((x_test, y_test)).batch(32, drop_remainder=True)  # want "drop_remainder omits the last rows of held-out data from the score"
kept = tf.data.Dataset.from_tensor_slices((x_test, y_test)).batch(32)

model = torch.nn.Linear(784, 10)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
for x, y in train:
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(model(x), y).backward()
    optimizer.step()
