from collators import PadMaskingCollator
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer

tokenizer = AutoTokenizer.from_pretrained("gpt2")


def encode(example):
    out = tokenizer(example["text"], truncation=True, padding="max_length", max_length=512)
    out["labels"] = out["input_ids"].copy()
    return out


collator = PadMaskingCollator(tokenizer)
Trainer(AutoModelForCausalLM.from_pretrained("gpt2"), train_dataset=[], data_collator=collator).train()
