from transformers import Trainer, TrainingArguments


class Weighted(Trainer):
    def compute_loss(self, model, inputs):
        return model(**inputs).loss


trainer = Weighted(model=model, args=TrainingArguments("out"), train_dataset=ds)
trainer.train()
