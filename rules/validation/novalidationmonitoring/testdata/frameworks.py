import keras
import lightning as L
import xgboost as xgb
from transformers import Trainer


class Module(L.LightningModule):
    def training_step(self, batch, i):
        return self(batch)


model = keras.Sequential()
model.fit(x, y, epochs=3)  # want "nothing is validated while this trains"
model.fit(x, y, epochs=3, validation_data=None)  # want "nothing is validated"
L.Trainer().fit(Module(), loader)  # want "nothing is validated"
xgb.train(params, matrix)  # want "nothing is validated"
Trainer(model, args, train_dataset=data).train()  # want "nothing is validated"
