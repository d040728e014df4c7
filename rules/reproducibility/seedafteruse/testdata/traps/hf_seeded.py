from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments, set_seed

set_seed(1)
model = AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=4)
trainer = Trainer(model=model, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
