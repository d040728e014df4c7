from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
model = AutoModelForSequenceClassification.from_pretrained("bert")
args = TrainingArguments("out", save_strategy="no")
trainer = Trainer(model=model, args=args, train_dataset=ds)
trainer.train()  # want "save_strategy='no' turns off checkpoints, and nothing else saves the model"

