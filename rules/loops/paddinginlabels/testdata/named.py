from constants import IGNORE_INDEX
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer

tokenizer = AutoTokenizer.from_pretrained("gpt2")


def encode(example):
    out = tokenizer(example["text"], truncation=True, padding="max_length", max_length=512)
    out["labels"] = out["input_ids"].copy()
    out["labels"] = [t if m else IGNORE_INDEX for t, m in zip(out["labels"], out["attention_mask"])]
    return out


Trainer(AutoModelForCausalLM.from_pretrained("gpt2"), train_dataset=[]).train()
