from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
model = AutoModelForSequenceClassification.from_pretrained("bert")
args = TrainingArguments("out", save_strategy="no")
trainer = Trainer(model=model, args=args, train_dataset=ds)
trainer.train()
trainer.save_model("out")
