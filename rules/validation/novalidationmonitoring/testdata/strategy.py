# A Trainer that has data to evaluate on, and never does.
from datasets import load_dataset
from transformers import AutoModelForSequenceClassification, Trainer, TrainingArguments

data = load_dataset("imdb")
model = AutoModelForSequenceClassification.from_pretrained("x")

args = TrainingArguments(
    output_dir="out",
    num_train_epochs=3,  # a few
)
Trainer(model=model, args=args, train_dataset=data["train"], eval_dataset=data["test"]).train()  # want-unsafe "without validation"

args = TrainingArguments("out", evaluation_strategy="no")
Trainer(model=model, args=args, train_dataset=data["train"], eval_dataset=data["test"]).train()  # want-unsafe "without validation"

args = TrainingArguments("out")
Trainer(model=model, args=args, train_dataset=data["train"]).train()  # want-unfixed "without validation"

args = TrainingArguments("out", **settings)
Trainer(model=model, args=args, train_dataset=data["train"], eval_dataset=data["test"]).train()
