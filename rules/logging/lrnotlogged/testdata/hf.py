from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
args = TrainingArguments('out', learning_rate=2e-05, eval_strategy='epoch')
trainer = Trainer(AutoModelForSequenceClassification.from_pretrained('b'), args, train_dataset=a, eval_dataset=b)
trainer.train()
