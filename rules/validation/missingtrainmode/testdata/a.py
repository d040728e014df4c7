import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer

tokenizer = AutoTokenizer.from_pretrained("x")
model = AutoModelForCausalLM.from_pretrained("x")  # want "from_pretrained returns a model in eval mode"
for batch in loader:
    model(**batch).loss.backward()
    optimizer.step()
