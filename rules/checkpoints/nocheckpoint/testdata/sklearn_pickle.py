from sklearn.ensemble import RandomForestClassifier
import pickle
m = RandomForestClassifier()
m.fit(x, y)
with open("m.pkl", "wb") as f:
    pickle.dump(m, f)
