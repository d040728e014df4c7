from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def compute_metrics(prediction):
    scores = {"f1": score(prediction)}
    scores["recall"] = recall(prediction)
    return scores


def settings(metric, best=True):
    return TrainingArguments("out", eval_strategy="epoch", load_best_model_at_end=best, metric_for_best_model=metric)


model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased")
data = load_dataset("glue", "mrpc")
for args in (settings("f1"), settings("eval_recall"), settings("eval_loss"), settings("auc", best=False)):
    Trainer(model, args, train_dataset=data["train"], eval_dataset=data["validation"], compute_metrics=compute_metrics).train()
