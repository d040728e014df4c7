from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
args = TrainingArguments('out', learning_rate=2e-05, report_to='none', logging_strategy='no')
trainer = Trainer(AutoModelForSequenceClassification.from_pretrained('b'), args, train_dataset=a)
trainer.train()  # want "training logs nothing"
