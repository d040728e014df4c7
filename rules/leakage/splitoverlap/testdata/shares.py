import numpy as np
from sklearn.linear_model import LogisticRegression


def run(path):
    archive = np.load(path)
    features, labels = archive["x"], archive["y"]
    n = len(features)
    model = LogisticRegression()
    model.fit(features[: int(n * 0.8)], labels[: int(n * 0.8)])
    print(model.score(features[int(n * 0.7) :], labels[int(n * 0.7) :]))  # want "shares rows with the training part"

    # They adjoin, or rows are left out between them.
    good = LogisticRegression()
    good.fit(features[: int(0.8 * n)], labels[: int(0.8 * n)])
    print(good.score(features[int(0.8 * n) :], labels[int(0.8 * n) :]))
    gap = LogisticRegression()
    gap.fit(features[: n - n // 4], labels[: n - n // 4])
    print(gap.score(features[round(n * 0.8) :], labels[round(n * 0.8) :]))

    # Windows look back at the last rows of the training part.
    end = int(n * 0.8)
    windows = LogisticRegression()
    windows.fit(features[:end], labels[:end])
    print(windows.score(features[end - 60 :], labels[end - 60 :]))


run("data.npz")
