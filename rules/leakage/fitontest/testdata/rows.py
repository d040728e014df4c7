import pandas as pd
from sklearn.decomposition import PCA
from sklearn.manifold import TSNE
from sklearn.model_selection import KFold, train_test_split
from sklearn.pipeline import Pipeline

train, test = train_test_split(pd.read_csv("d.csv"))
TSNE().fit_transform(test)
PCA(2).fit(train).transform(test)
PCA(2).fit(test)  # want "PCA is fitted on the test part"


def peaks(model, test_set):
    for name, signal in test_set:
        signal = signal / signal.abs().max()
        print(name, model.fit(signal))
