from sklearn.ensemble import RandomForestClassifier
import joblib
m = RandomForestClassifier()
m.fit(x, y)
joblib.dump(m, "m.joblib")
