import lightning as L
import pandas as pd
from datasets import load_dataset
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, train_test_split
from sklearn.pipeline import make_pipeline
from torch.utils.data import DataLoader
from torchvision.datasets import MNIST
from transformers import Trainer

frame = pd.read_csv("d.csv")
X, y = frame.drop(columns="y"), frame["y"]
a, b, c, d = train_test_split(X, y, random_state=0)

all_rows = LogisticRegression().fit(X, y)  # want "trained on the test part"
print(all_rows.score(b, d))

again = LogisticRegression()
again.fit(pd.concat([a, b]), pd.concat([c, d]))  # want "trained on the test part"
print(again.predict(b))

# Everything is used once the score is known.
last = LogisticRegression().fit(a, c)
print(last.score(b, d))
last.fit(X, y)

search = GridSearchCV(make_pipeline(LogisticRegression()), {})
search.fit(b, d)  # want "trained on the test part"
search.fit(a, c)

text = load_dataset("imdb")
Trainer(model=model, train_dataset=text["test"]).train()  # want "trained on the test part"
Trainer(model=model, train_dataset=text["train"]).train()
L.Trainer().fit(model, DataLoader(MNIST("d", train=False)))  # want "trained on the test part"
L.Trainer().fit(model, DataLoader(MNIST("d", train=True)))
