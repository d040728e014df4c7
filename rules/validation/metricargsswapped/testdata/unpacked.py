import numpy as np
from data import held, train
from sklearn.metrics import precision_score
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def measure(prediction):
    logits, labels = prediction
    chosen = np.argmax(logits, axis=-1)
    return {
        "precision": precision_score(chosen, labels),  # want "here they are swapped"
        "good": precision_score(labels, chosen),
    }


args = TrainingArguments("out", eval_strategy="epoch")
model = AutoModelForSequenceClassification.from_pretrained("x")
Trainer(model, args, train_dataset=train, eval_dataset=held, compute_metrics=measure).train()
