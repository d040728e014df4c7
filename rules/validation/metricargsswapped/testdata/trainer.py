import numpy as np
from sklearn.metrics import classification_report, precision_score
from transformers import AutoModelForTokenClassification, Trainer, TrainingArguments


def judge(p):
    guesses = np.argmax(p.predictions, axis=-1)
    return {"precision": precision_score(guesses.flatten(), p.label_ids.flatten(), average="macro")}  # want "precision_score takes the true values first"


def judge_right(p):
    guesses = np.argmax(p.predictions, axis=-1)
    return {"precision": precision_score(p.label_ids.flatten(), guesses.flatten(), average="macro")}


model = AutoModelForTokenClassification.from_pretrained("bert-base-cased")
for measure in judge, judge_right:
    trainer = Trainer(model, TrainingArguments("out"), train_dataset=train, eval_dataset=val, compute_metrics=measure)
    trainer.train()
out = trainer.predict(test)
print(classification_report(out.predictions.argmax(-1), out.label_ids))  # want "classification_report takes the true values first"
print(classification_report(out.label_ids, out.predictions.argmax(-1)))
