import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder

frame = pd.read_csv("x.csv")
train, test = train_test_split(frame, random_state=0)

# A pipeline that ends with a transformer is no model: fitted on all rows, it knows which values there are.
codes = make_pipeline(OrdinalEncoder()).fit(test[["plan"]])
hot = Pipeline([("codes", OrdinalEncoder()), ("hot", OneHotEncoder())])
hot.fit(test[["plan"]])

model = Pipeline([("hot", OneHotEncoder()), ("model", LogisticRegression())])
model.fit(test[["plan"]], test.y)  # want "the model is trained on the test part"
print(model.score(test[["plan"]], test.y))
