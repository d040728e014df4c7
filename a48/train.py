from sklearn.preprocessing import MinMaxScaler
from sklearn.neighbors import KNeighborsClassifier
from d import Xtr, Xte, ytr, yte
s = MinMaxScaler()
k = KNeighborsClassifier().fit(s.fit_transform(Xtr), ytr)
print(k.score(s.fit_transform(Xte), yte))
