from transformers import AutoModelForCausalLM, AutoTokenizer, DataCollatorForSeq2Seq, Trainer, TrainingArguments

tokenizer = AutoTokenizer.from_pretrained("gpt2")


def encode(example):
    out = tokenizer(example["text"], truncation=True, padding="max_length", max_length=512)
    out["labels"] = out["input_ids"].copy()  # want "padding"
    return out


arguments = TrainingArguments("out", report_to="none")
collator = DataCollatorForSeq2Seq(tokenizer)
Trainer(AutoModelForCausalLM.from_pretrained("gpt2"), arguments, train_dataset=[], data_collator=collator).train()
