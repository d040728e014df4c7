import pickle

from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import GridSearchCV

search = GridSearchCV(RandomForestRegressor(), {"max_depth": [2, 4, 8]}, cv=5)
search.fit(load_rows(), load_target())  # want "training saves nothing"
with open("search.pkl", "wb") as file:
    pickle.dump({"params": search.best_params_, "table": search.cv_results_, "score": search.best_score_}, file)
