import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

# The first day of a customer and the first class are no statistics of the other rows.
visits = pd.read_csv("visits.csv")
visits["since"] = visits["day"] - visits.groupby("customer")["day"].transform("min")
visits["until"] = visits.groupby("customer")["day"].max() - visits["day"]
label = visits["class"]
label = label - label.min()
x_train, x_test, y_train, y_test = train_test_split(visits[["since", "until"]], label, random_state=0)
model = LogisticRegression().fit(x_train, y_train)
print(model.score(x_test, y_test))

# The smallest of all rows is, and so is a mean.
other = pd.read_csv("visits.csv")
other["age"] = other["age"] - other["age"].min()  # want "the min is fitted on all rows before train_test_split splits them"
other["spent"] = other["spent"] / other.groupby("city")["spent"].transform("mean")  # want "the mean is fitted on all rows before train_test_split splits them"
train, test = train_test_split(other[["age", "spent"]], random_state=0)

# The number of classes scales nothing.
third = pd.read_csv("visits.csv")
third["weight"] = third["spent"] * (int(third["kind"].max()) + 1)
train, test = train_test_split(third[["weight"]], random_state=0)
