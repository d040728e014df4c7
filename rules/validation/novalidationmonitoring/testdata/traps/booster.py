import lightgbm as lgb
from sklearn.model_selection import train_test_split

train, test = train_test_split(data)
booster = lgb.train(params, lgb.Dataset(train))
print(booster.predict(test))
