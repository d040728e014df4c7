import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, Trainer, TrainingArguments
from datasets import load_dataset
from torch.utils.data import DataLoader


class LoRATrainer:
    def __init__(self, config):
        self.config = config
        self.model = None
        self.trainer = None

    def load(self):
        self.model = AutoModelForCausalLM.from_pretrained(self.config["model"])
        self.tokenizer = AutoTokenizer.from_pretrained(self.config["model"])
        return self.model, self.tokenizer

    def prepare(self, path):
        dataset = load_dataset("json", data_files=path, split="train")
        return dataset.map(lambda e: self.tokenizer(e["text"]), batched=True)

    def train(self, dataset):
        args = TrainingArguments(output_dir="out", num_train_epochs=3)
        self.trainer = Trainer(model=self.model, args=args, train_dataset=dataset)
        self.trainer.train()


class Experiment:
    def __init__(self, config):
        self.config = config
        self.trainer = None

    def run(self):
        self.trainer = LoRATrainer(self.config)
        model, tokenizer = self.trainer.load()
        dataset = self.trainer.prepare("data.jsonl")
        parts = dataset.train_test_split(test_size=0.1, seed=1)
        self.trainer.train(parts["train"])
        return self.evaluate(model, parts["test"])

    def evaluate(self, model, dataset):
        test_dataset = dataset.select(range(min(100, len(dataset))))
        loader = DataLoader(test_dataset, batch_size=8)
        model.eval()
        total = 0.0
        with torch.no_grad():
            for batch in loader:
                total += model(**batch).loss.item()
        return total / len(loader)


if __name__ == "__main__":
    print(Experiment({"model": "gpt2"}).run())
