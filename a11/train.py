from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments
from d import tr, ev
m = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased")
args = TrainingArguments("out", num_train_epochs=3, per_device_train_batch_size=16, seed=1)
t = Trainer(m, args, train_dataset=tr, eval_dataset=ev)
t.train()
t.save_model("out/final")
