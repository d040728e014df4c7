import numpy as np
import pandas as pd
import torch
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import accuracy_score, classification_report, confusion_matrix, precision_score, r2_score
from sklearn.model_selection import train_test_split
from tensorflow import keras

table = pd.read_csv("loans.csv")
x_train, x_test, y_train, y_test = train_test_split(table[["income", "age"]], table["default"], random_state=0)

model = LogisticRegression().fit(x_train, y_train)
predicted = model.predict(x_test)
print(precision_score(predicted, y_test))  # want "precision_score takes the true values first and the predictions second"
print(confusion_matrix(list(predicted), y_test))  # want "confusion_matrix takes"
print(precision_score(y_test, predicted))
print(precision_score(y_pred=predicted, y_true=y_test))
print(accuracy_score(predicted, y_test))  # the same either way

line = LinearRegression().fit(x_train, y_train)
print(r2_score(line.predict(x_test), y_test))  # want "r2_score takes"
print(r2_score(model.predict(x_test), line.predict(x_test)))  # how well one imitates the other

network = keras.Sequential([keras.layers.Dense(2, activation="softmax")])
network.compile(loss="categorical_crossentropy")
network.fit(x_train, y_train, validation_split=0.1)
print(classification_report(np.argmax(network.predict(x_test), axis=1), y_test))  # want "classification_report takes"
print(classification_report(np.argmax(y_test, axis=1), np.argmax(network.predict(x_test), axis=1)))

linear = torch.nn.Linear(2, 2)
optimizer = torch.optim.SGD(linear.parameters(), lr=0.1)
for x, y in torch.utils.data.DataLoader(torch.load("train.pt", weights_only=True)):
    optimizer.zero_grad()
    torch.nn.functional.cross_entropy(linear(x), y).backward()
    optimizer.step()
wrong, right, actual = [], [], []
for x, y in torch.utils.data.DataLoader(torch.load("test.pt", weights_only=True)):
    guess = linear(x).argmax(dim=1)
    wrong.append(guess.item())
    actual.append(y.item())
print(confusion_matrix(wrong, actual))  # want "confusion_matrix takes"
print(confusion_matrix(actual, wrong))
