from sklearn.preprocessing import StandardScaler


class Tables:
    def __init__(self, frame):
        self.frame = frame

    def scale(self):
        scaler = StandardScaler().fit(self.frame)  # want "StandardScaler is fitted on all rows before train_test_split splits them"
        self.frame = scaler.transform(self.frame)
        return self
