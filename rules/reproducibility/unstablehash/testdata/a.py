import zlib

import pandas as pd
from sklearn.linear_model import LogisticRegression


def bucket(name):
    return abs(hash(f"user-{name}")) % 100  # want "the hash of a string differs in every process"


table = pd.read_csv("users.csv")
held_out = table["user"].map(lambda user: hash(str(user)) % 10 == 0)  # want "hash of a string"
table["bucket"] = [bucket(name) for name in table["name"]]
model = LogisticRegression().fit(table[~held_out][["x", "bucket"]], table[~held_out]["y"])

# Numbers have one hash, and a cache lives no longer than its process.
hash(3) % 10
hash((1, 2)) % 10
cache = {hash(str(table)): 1}
zlib.crc32(str(table).encode()) % 10
