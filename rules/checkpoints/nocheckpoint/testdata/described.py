import json

from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV

search = GridSearchCV(LogisticRegression(), {"C": [0.1, 1]})
search.fit(x_train, y_train)  # want "training saves nothing, so a crash loses it all"
with open("best.json", "w") as file:
    file.write(json.dumps({"params": search.best_params_}))
