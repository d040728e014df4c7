import keras
from transformers import Trainer

model.fit(x_train, y_train, validation_data=(x_train, y_train))  # want "validation uses the training data, so it can't show overfitting"
model.fit(train_ds, validation_data=train_ds)  # want "validation uses the training data, so it can't show overfitting"
model.fit(x_train, y_train, validation_data=(x_val, y_val))
Trainer(model=model, train_dataset=data["train"], eval_dataset=data["train"])  # want "validation uses the training data, so it can't show overfitting"
Trainer(model=model, train_dataset=data["train"], eval_dataset=data["test"])
Trainer(model=model, train_dataset=None, eval_dataset=None)
train_set = data["train"]
eval_set = train_set
Trainer(model=model, train_dataset=train_set, eval_dataset=eval_set)  # want "validation uses the training data, so it can't show overfitting"
