from transformers import Trainer, TrainingArguments

arguments = TrainingArguments("out", learning_rate=2e-5, num_train_epochs=3, per_device_train_batch_size=16)
trainer = Trainer(model=model, args=arguments, train_dataset=train_set)
trainer.train()
