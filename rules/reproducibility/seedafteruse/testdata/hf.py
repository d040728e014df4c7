from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=4)
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)  # want "transformers.Trainer seeds torch too late: .*from_pretrained"
trainer.train()
