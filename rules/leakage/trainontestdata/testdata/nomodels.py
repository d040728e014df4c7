"""What is fitted to the test part here is no model of the target."""
import pandas as pd
from eli5.sklearn import PermutationImportance
from feature_engine.datetime import DatetimeFeatures
from keras.preprocessing.image import ImageDataGenerator
from sklearn.cluster import DBSCAN
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsRegressor, NearestNeighbors
from sklearn.preprocessing import LabelEncoder, OneHotEncoder

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
x_train, y_train, x_test, y_test = train[["a", "b"]], train["y"], test[["a", "b"]], test["y"]
forest = RandomForestClassifier(random_state=1).fit(x_train, y_train)
print(forest.score(x_test, y_test))

PermutationImportance(estimator=forest, random_state=1).fit(x_test, y_test)
LabelEncoder().fit(list(train["city"]) + list(test["city"]))
OneHotEncoder().fit(pd.concat([train, test]))
DatetimeFeatures().fit(test)
DBSCAN(eps=2).fit(x_test)
ImageDataGenerator().fit(x_test)
NearestNeighbors(n_neighbors=3).fit(x_test)

places = KNeighborsRegressor(n_neighbors=10)
places.fit(x_test, x_test.index)
distances, near = places.kneighbors(x_test)

wrong = KNeighborsRegressor(n_neighbors=10)
wrong.fit(x_test, y_test)  # want "the model is trained on the test part"
print(wrong.predict(x_test))


def slope(test_probability, test_labels):
    """A line through the calibration of another model: nothing predicts with it."""
    line = LogisticRegression().fit(test_probability.reshape(-1, 1), test_labels)
    return line.coef_[0, 0], line.intercept_[0]
