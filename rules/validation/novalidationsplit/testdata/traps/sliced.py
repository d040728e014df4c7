from sklearn.svm import SVC

n = int(len(x) * 0.8)
SVC().fit(x[:n], y[:n])
