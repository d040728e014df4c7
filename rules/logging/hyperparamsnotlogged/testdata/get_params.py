from sklearn.linear_model import SGDClassifier
model = SGDClassifier(alpha=0.1, random_state=0)
print(model.get_params())
model.fit(X, y)
print(model.score(A, b))
