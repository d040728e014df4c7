import pandas as pd
from catboost import CatBoostClassifier, Pool
from sklearn.model_selection import train_test_split

df = pd.read_csv("data.csv")
X_train, X_val, y_train, y_val = train_test_split(df.drop(columns="y"), df["y"], random_state=0)
train_pool = Pool(X_train, y_train)
eval_pool = Pool(X_val, y_val)
model = CatBoostClassifier(random_seed=0)
model.fit(train_pool)
print(model.eval_metrics(eval_pool, ["AUC"]))
