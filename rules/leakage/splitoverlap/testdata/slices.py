import numpy as np
from sklearn.linear_model import LogisticRegression

X, y = np.load("x.npy"), np.load("y.npy")
cut, end = int(0.8 * len(X)), int(0.9 * len(X))
one = LogisticRegression().fit(X[:cut], y[:cut])
print(one.score(X[cut:end], y[cut:end]), one.score(X[end:], y[end:]))
two = LogisticRegression().fit(X[:end], y[:end])
print(two.score(X[cut:end], y[cut:end]))  # want "shares rows"
three = LogisticRegression().fit(X[4000:], y[4000:])
print(three.score(X[:5000], y[:5000]))  # want "shares rows"
print(three.score(X[:4000], y[:4000]))
