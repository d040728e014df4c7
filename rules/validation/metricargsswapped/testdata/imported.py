from data import features, labels, others, truth
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score

model = LogisticRegression().fit(features, labels)
predicted = model.predict(others)
print(recall_score(predicted, truth))  # want "here they are swapped"
print(recall_score(truth, predicted))
print(recall_score(predicted, model.predict(features)))  # what two of them agree on
