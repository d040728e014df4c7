import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
X_train, X_val, y_train, y_val = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
model = RandomForestClassifier(random_state=0)
model.fit(X_train, y_train)
print("accuracy", model.score(X_val, y_val))
