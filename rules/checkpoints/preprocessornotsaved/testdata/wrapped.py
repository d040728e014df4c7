import pickle
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

class Classifier:
    def __init__(self):
        self.vectorizer = TfidfVectorizer()
        self.model = LinearSVC()
    def fit(self, texts, labels):
        self.model.fit(self.vectorizer.fit_transform(texts), labels)
    def save(self, path):
        with open(path, "wb") as f:
            pickle.dump(self, f)

c = Classifier()
c.fit(texts, labels)
c.save("c.pkl")
