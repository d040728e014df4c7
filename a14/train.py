import joblib, pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.model_selection import train_test_split
def main():
    df = pd.read_csv("a.csv")
    tr, te = train_test_split(df, random_state=1)
    sc = StandardScaler().fit(tr[["a", "b"]])
    clf = SVC().fit(sc.transform(tr[["a", "b"]]), tr.y)
    print(clf.score(sc.transform(te[["a", "b"]]), te.y))
    joblib.dump(clf, "clf.joblib")
main()
