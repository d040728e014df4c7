import glob, joblib, numpy as np
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
files = glob.glob("data/*/*.npy")
tr, te = train_test_split(files, test_size=.2, random_state=0)
ld = lambda fs: np.stack([np.load(f) for f in fs])
lab = lambda fs: [f.split("/")[1] for f in fs]
g = GaussianNB().fit(ld(tr), lab(tr))
print(g.score(ld(te), lab(te)))
joblib.dump(g, "g.joblib")
