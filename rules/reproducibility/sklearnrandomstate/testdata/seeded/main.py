import numpy as np
from sklearn.ensemble import RandomForestClassifier

from data import split

np.random.seed(0)
train, test = split(X)
RandomForestClassifier().fit(train, y)
