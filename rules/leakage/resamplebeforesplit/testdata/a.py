import pandas as pd
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.model_selection import train_test_split

frame = pd.read_csv("data.csv")
y = frame.pop("y")
sampler = RandomOverSampler()
X, labels = sampler.fit_resample(frame, y)  # want "RandomOverSampler creates rows from all rows before train_test_split splits them"
X_train, X_test, y_train, y_test = train_test_split(X, labels)

X_train, X_test, y_train, y_test = train_test_split(frame, y)
X_train, y_train = SMOTE().fit_resample(X_train, y_train)
model.fit(X_train, y_train)
