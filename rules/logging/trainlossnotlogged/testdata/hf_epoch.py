from transformers import Trainer, TrainingArguments, AutoModelForSequenceClassification
args = TrainingArguments('out', learning_rate=2e-05, logging_strategy='epoch')
trainer = Trainer(AutoModelForSequenceClassification.from_pretrained('b'), args, train_dataset=a)
trainer.train()  # want "the training loss is logged at most once per epoch"
