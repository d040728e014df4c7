import json
import pickle

import numpy as np

pickle.dump(model, open("model.pkl", "wb"))  # want "the file that is written here is never closed"
json.dump(scores, fp=open("scores.json", mode="w"))  # want "the file that is written here is never closed"
scores = json.load(open("scores.json"))
settings = keep(open("settings.json", "w"))
with open("more.json", "w") as file:
    json.dump(scores, file)
