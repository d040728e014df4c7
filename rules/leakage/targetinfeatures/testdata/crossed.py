import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import cross_val_score, cross_validate

frame = pd.read_csv("rows.csv")
y = frame["grade"]
model = RandomForestClassifier(random_state=0)
print(cross_val_score(model, frame.fillna(0), y, cv=5).mean())  # want "the features contain \"grade\""
print(cross_validate(model, X=frame.drop(columns="grade"), y=y))
