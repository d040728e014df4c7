import joblib
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC


def main():
    frame = pd.read_csv("a.csv")
    train, test = train_test_split(frame, random_state=1)
    scaler = StandardScaler().fit(train[["a", "b"]])
    model = SVC().fit(scaler.transform(train[["a", "b"]]), train.y)
    print(model.score(scaler.transform(test[["a", "b"]]), test.y))
    joblib.dump(model, "model.joblib")  # want "saved without the StandardScaler"


main()
