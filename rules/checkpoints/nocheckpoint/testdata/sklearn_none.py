from sklearn.ensemble import RandomForestClassifier
m = RandomForestClassifier()
m.fit(x, y)  # want "training saves nothing, so a crash loses it all"
