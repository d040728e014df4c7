import keras
from datasets import concatenate_datasets, load_dataset
from transformers import AutoModelForSequenceClassification, Trainer

data = load_dataset("glue", "mrpc")
model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased")
both = concatenate_datasets([data["train"], data["validation"]])
Trainer(model, train_dataset=both, eval_dataset=data["validation"]).train()  # want "validation uses the training data, so it can't show overfitting"
Trainer(model, train_dataset=data["train"], eval_dataset=data["validation"]).train()

images = keras.utils.image_dataset_from_directory("train")
net = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(3)])
net.compile(loss="mse")
net.fit(images, validation_data=images.take(10))  # want "validation uses the training data, so it can't show overfitting"
net.fit(images.skip(10), validation_data=images.take(10))
