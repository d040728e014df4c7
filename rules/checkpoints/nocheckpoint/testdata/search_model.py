import pickle

from sklearn.ensemble import RandomForestRegressor
from sklearn.model_selection import GridSearchCV

search = GridSearchCV(RandomForestRegressor(), {"max_depth": [2, 4, 8]}, cv=5)
search.fit(load_rows(), load_target())
with open("search.pkl", "wb") as file:
    pickle.dump({"params": search.best_params_, "model": search.best_estimator_}, file)
