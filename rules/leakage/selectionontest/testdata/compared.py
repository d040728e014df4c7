import joblib
import pandas as pd
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split

frame = pd.read_csv("houses.csv")
X_train, X_test, y_train, y_test = train_test_split(frame.drop(columns="price"), frame["price"], random_state=1)
models = {"ridge": Ridge(), "forest": RandomForestRegressor(random_state=1)}
scores = {}
for name, model in models.items():
    scores[name] = model.fit(X_train, y_train).score(X_test, y_test)
print("best:", max(scores, key=scores.get))  # want "model selection uses the test part"
for name, model in models.items():
    joblib.dump(model, f"{name}.joblib")
