from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
model = AutoModelForSequenceClassification.from_pretrained("bert")
args = TrainingArguments("out", save_only_model=True)  # want "save_only_model=True leaves the optimizer out of the checkpo"
trainer = Trainer(model=model, args=args, train_dataset=ds)
trainer.train()

