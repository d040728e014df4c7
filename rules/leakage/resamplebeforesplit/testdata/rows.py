import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split

frame = pd.read_csv("d.csv")
rare = frame[frame["y"] == 1].sample(n=100, replace=True)  # want "sample creates rows from all rows before train_test_split splits them"
train_test_split(pd.concat([frame[frame["y"] == 0], rare]))
train_test_split(pd.concat([frame] + [frame[frame["y"] == 1]] * 5))  # want "concat creates rows from all rows before train_test_split splits them"
train_test_split(np.repeat(np.load("x.npy"), 3, axis=0))  # want "repeat creates rows from all rows before train_test_split splits them"
train_test_split(np.repeat(np.load("x.npy"), 3, axis=1))
train_test_split(pd.concat([frame, pd.read_csv("e.csv")]).sample(frac=1.0))
train, test = train_test_split(frame)
train = train.sample(n=100, replace=True)
