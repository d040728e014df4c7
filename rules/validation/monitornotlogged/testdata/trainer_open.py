from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def loaded(prediction):
    return metric.compute(prediction)


model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased")
data = load_dataset("glue", "mrpc")
args = TrainingArguments("out", eval_strategy="epoch", load_best_model_at_end=True, metric_for_best_model="accuracy")
Trainer(model, args, train_dataset=data["train"], eval_dataset=data["validation"], compute_metrics=loaded).train()
