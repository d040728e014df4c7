from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
model = AutoModelForSequenceClassification.from_pretrained("bert")
args = TrainingArguments("out", save_only_model=True)  # want "save_only_model=True omits the optimizer from the checkpoints, so the run can't be resumed from them"
trainer = Trainer(model=model, args=args, train_dataset=ds)
trainer.train()

