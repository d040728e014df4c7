from sklearn.metrics import f1_score, recall_score
from sklearn.linear_model import LogisticRegression
from d import a, b, c, e
m = LogisticRegression().fit(a, c)
p = m.predict(b)
print(recall_score(p, e))
