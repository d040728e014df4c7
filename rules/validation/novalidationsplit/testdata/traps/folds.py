from sklearn.model_selection import KFold
from sklearn.svm import SVC

for a, b in KFold(5).split(x):
    SVC().fit(x[a], y[a])
