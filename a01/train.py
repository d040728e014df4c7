import numpy as np
from sklearn.linear_model import LogisticRegression
def run(path):
    z = np.load(path)
    feats, labels = z["x"], z["y"]
    n = len(feats)
    fit_rows = feats[: int(n * 0.8)]
    check_rows = feats[int(n * 0.7):]
    est = LogisticRegression(max_iter=500)
    est.fit(fit_rows, labels[: int(n * 0.8)])
    return est, est.score(check_rows, labels[int(n * 0.7):])
if __name__ == "__main__":
    run("d.npz")
