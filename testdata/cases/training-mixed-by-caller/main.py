import pandas as pd

import trainer

data = pd.read_csv("data.csv")

trainer.fit(data, data)
