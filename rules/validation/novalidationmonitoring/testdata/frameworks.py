import keras
import lightning as L
import xgboost as xgb
from transformers import Trainer


class Module(L.LightningModule):
    def training_step(self, batch, i):
        return self(batch)


model = keras.Sequential()
model.fit(x, y, epochs=3)  # want "training runs without validation"
model.fit(x, y, epochs=3, validation_data=None)  # want "training runs without validation"
L.Trainer().fit(Module(), loader)  # want "training runs without validation"
xgb.train(params, matrix)  # want "training runs without validation"
Trainer(model, args, train_dataset=data).train()  # want "training runs without validation"
