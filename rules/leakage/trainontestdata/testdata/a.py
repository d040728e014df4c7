import torch
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST

X_train, X_test, y_train, y_test = train_test_split(load_data(), labels)
RandomForestClassifier().fit(X_test, y_test)  # want "the model is trained on the test part"
RandomForestClassifier().fit(X_train, y_train)

test_loader = DataLoader(MNIST("data", train=False))
for x, y in test_loader:  # want "the model is trained on the test part"
    model(x, y).backward()
    optimizer.step()

for i, (x, y) in enumerate(test_loader):
    print(model(x))


def test_time_adaptation(model, test_loader):
    for x, y in test_loader:
        model(x, y).backward()
        optimizer.step()


def fgsm_attack(model, test_loader):
    for x, y in test_loader:
        model(x, y).backward()
        optimizer.step()


for x, y in train_loader:
    model(x, y).backward()
    optimizer.step()
