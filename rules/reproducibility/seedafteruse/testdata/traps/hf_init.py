from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def model_init():
    return AutoModelForSequenceClassification.from_pretrained("bert-base-uncased", num_labels=4)


trainer = Trainer(model_init=model_init, args=TrainingArguments("out"), train_dataset=data)
trainer.train()
