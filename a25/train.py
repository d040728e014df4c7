import numpy as np, joblib
from sklearn.model_selection import train_test_split
from sklearn.linear_model import SGDClassifier
X, y = np.load("x.npy"), np.load("y.npy")
X_tr, X_te, y_tr, y_te = train_test_split(X, y, random_state=0)
clf = SGDClassifier(random_state=0)
clf.partial_fit(X_tr, y_tr, classes=[0, 1])
clf.partial_fit(X_te, y_te)
print(clf.score(X_te, y_te))
joblib.dump(clf, "c.joblib")
