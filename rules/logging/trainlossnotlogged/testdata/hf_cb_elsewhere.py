import argparse
from transformers import AutoModelForCausalLM, Trainer, TrainingArguments, set_seed
from project.engine import build_callbacks, load

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int, default=50)
args = parser.parse_args()
set_seed(1)
model = AutoModelForCausalLM.from_pretrained("gpt2")
trainer = Trainer(model=model, args=TrainingArguments("out", num_train_epochs=args.epochs, save_strategy="no", report_to="none", logging_strategy="no", disable_tqdm=True), train_dataset=load(), callbacks=build_callbacks())
trainer.train()
