import numpy as np
from sklearn.model_selection import train_test_split

train, test = train_test_split(X)  # want "train_test_split"
np.random.seed(0)
validation, train = train_test_split(train)
