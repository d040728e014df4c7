from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments


def compute_metrics(prediction):
    return {"f1": score(prediction)}



model = AutoModelForSequenceClassification.from_pretrained("bert-base-cased")
data = load_dataset("glue", "mrpc")
args = TrainingArguments(  # want "\"accuracy\", which nothing here measures"
    "out",
    eval_strategy="epoch",
    load_best_model_at_end=True,
    metric_for_best_model="accuracy",
)
Trainer(model, args, train_dataset=data["train"], eval_dataset=data["validation"], compute_metrics=compute_metrics).train()
