from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

model = AutoModelForSequenceClassification.from_pretrained("bert")
args = TrainingArguments("out", num_train_epochs=3, save_strategy="no")
trainer = Trainer(model=model, args=args, train_dataset=ds)
trainer.train()  # want "nothing is saved before training ends"
trainer.save_model("out/final")
