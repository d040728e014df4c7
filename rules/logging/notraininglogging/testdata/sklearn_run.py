from sklearn.ensemble import RandomForestClassifier
import joblib
clf = RandomForestClassifier(n_estimators=100)
clf.fit(X, y)  # want "neither scores nor losses of training are logged"
joblib.dump(clf, 'm.pkl')
