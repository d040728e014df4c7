from sklearn.ensemble import RandomForestClassifier
m = RandomForestClassifier()
m.fit(x, y)  # want "nothing of this training is saved"
