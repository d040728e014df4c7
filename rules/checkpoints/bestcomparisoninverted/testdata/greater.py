from transformers import Seq2SeqTrainingArguments, TrainingArguments

TrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="eval_loss", greater_is_better=True)  # want "greater_is_better is True, which looks for the highest eval_loss"
TrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="eval_loss", greater_is_better=False)
TrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="eval_loss")
TrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="accuracy", greater_is_better=False)  # want "greater_is_better is False, which looks for the lowest accuracy"
TrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="accuracy")
Seq2SeqTrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="wer")  # want "by default greater_is_better is True, which looks for the highest wer"
Seq2SeqTrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="wer", greater_is_better=lower)
Seq2SeqTrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="wer", **settings)
TrainingArguments("a", load_best_model_at_end=False, metric_for_best_model="wer")
TrainingArguments("a", load_best_model_at_end=True, metric_for_best_model="neg_loss", greater_is_better=True)
