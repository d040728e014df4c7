# Tables that no name and no split tells apart: what a model is trained on, and what it is asked about.
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import LabelEncoder, OneHotEncoder, StandardScaler


def prepare(frame):
    x = frame.drop(columns=["id", "y"])
    for column in ["city", "plan"]:
        if column in x.columns:
            x[column] = LabelEncoder().fit_transform(x[column].astype(str))  # want "LabelEncoder is fitted again"
    return x.fillna(0), frame["y"]


x, y = prepare(pd.concat([pd.read_csv("january.csv"), pd.read_csv("february.csv")]))
later, truth = prepare(pd.read_csv("march.csv"))
model = RandomForestClassifier(random_state=0)
model.fit(x, y)
print(roc_auc_score(truth, model.predict_proba(later)[:, 1]))


# Its good twin: the encoders are kept.
class Preparation:
    def __init__(self):
        self.encoders = {}

    def prepare(self, frame):
        x = frame.drop(columns=["id", "y"])
        for column in ["city", "plan"]:
            if column not in self.encoders:
                self.encoders[column] = LabelEncoder()
                x[column] = self.encoders[column].fit_transform(x[column].astype(str))
            else:
                x[column] = self.encoders[column].transform(x[column].astype(str))
        return x, frame["y"]


kept = Preparation()
first, answers = kept.prepare(pd.read_csv("april.csv"))
second, others = kept.prepare(pd.read_csv("may.csv"))
forest = RandomForestClassifier(random_state=0).fit(first, answers)
print(forest.score(second, others))

# A scaler that is fitted twice.
a, b = pd.read_csv("a.csv"), pd.read_csv("b.csv")
linear = LogisticRegression()
linear.fit(StandardScaler().fit_transform(a[["u", "v"]]), a["y"])
print(linear.score(StandardScaler().fit_transform(b[["u", "v"]]), b["y"]))  # want "StandardScaler is fitted again"

# One that is fitted once.
encoder = OneHotEncoder(handle_unknown="ignore")
other = LogisticRegression().fit(encoder.fit_transform(a[["city"]]), a["y"])
print(other.score(encoder.transform(b[["city"]]), b["y"]))

# Each model has a table and an encoder of its own.
for name in ["c.csv", "d.csv"]:
    table = pd.read_csv(name)
    own = LogisticRegression().fit(OneHotEncoder().fit_transform(table[["city"]]), table["y"])
    print(own.score(OneHotEncoder().fit_transform(table[["city"]]), table["y"]))
