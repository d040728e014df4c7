# The script that calls this has seeded NumPy.
from sklearn.model_selection import train_test_split


def split(X):
    return train_test_split(X)
