import joblib
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

frame = pd.read_csv("d.csv")
x_train, x_test, y_train, y_test = train_test_split(frame.drop(columns="y"), frame["y"], random_state=0)
scaler = StandardScaler()
x_train = scaler.fit_transform(x_train)
x_test = scaler.transform(x_test)
model = LogisticRegression().fit(x_train, y_train)
print(model.score(x_test, y_test))
joblib.dump(model, "model.joblib")  # want "the model is saved without the StandardScaler"
