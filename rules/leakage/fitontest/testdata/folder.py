import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

# All files are in one folder, whose name sets none of them apart.
train_x = pd.read_csv("eval/features_2017_01.csv")
val_x = pd.read_csv("eval/features_2017_03.csv")
scaler = StandardScaler()
model = LogisticRegression().fit(scaler.fit_transform(train_x), train_x["churn"])
print(model.score(scaler.transform(val_x), val_x["churn"]))
