import torch
import xgboost as xgb
from tensorflow import keras
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint

stop = EarlyStopping(patience=2)
keep = ModelCheckpoint("m.keras", save_best_only=True)
calls = [stop, keep]
model.fit(x, y, validation_data=(x_test, y_test), callbacks=[stop])  # want "model selection uses the test part, so the test score is biased"
model.fit(x, y, validation_data=(data["X_test"], data["y_test"]), callbacks=calls)  # want "model selection uses the test part, so the test score is biased"
model.fit(x, y, validation_data=(x_test, y_test))
model.fit(x, y, validation_data=(x_val, y_val), callbacks=[stop])
model.fit(x, y, validation_data=(x_test, y_test), callbacks=[keras.callbacks.ReduceLROnPlateau("val_loss")])  # want "the test part"
model.fit(x, y, validation_data=(x_test, y_test), callbacks=[EarlyStopping(monitor="loss")])
model.fit(x, y, validation_data=(x_test, y_test), callbacks=[keras.callbacks.CSVLogger("log.csv")])
xgb.XGBClassifier().fit(x, y, eval_set=[(X_test, y_test)], early_stopping_rounds=5)  # want "model selection uses the test part, so the test score is biased"
xgb.XGBClassifier().fit(x, y, eval_set=[(X_test, y_test)])
