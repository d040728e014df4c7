from sklearn.ensemble import RandomForestClassifier
clf = RandomForestClassifier(n_estimators=100)
clf.fit(X, y)  # want "hyperparameters are not logged before training"
print('accuracy', clf.score(Xt, yt))
