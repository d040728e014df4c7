package program

import (
	"github.com/agentlint/agentlint/program/story"
)

// topics are what a report is about, as far as names tell.
type topics uint16

const (
	trainLoss topics = 1 << iota
	evaluated        // a result on data that the model is not trained on
	quality          // accuracy, reward or another measure
	rate             // the learning rate
	gradient
	progress // the epoch, the time: nothing about how well it goes
	opaque   // can't be told
)

const metrics = trainLoss | evaluated | quality

// topicWords are the words in names and texts that tell what is reported.
var topicWords = map[string]topics{
	"loss": trainLoss, "losses": trainLoss, "nll": trainLoss, "elbo": trainLoss, "ppl": trainLoss, "perplexity": trainLoss, "bce": trainLoss,
	"mse": trainLoss, "mae": trainLoss, "rmse": trainLoss, "kl": trainLoss, "kld": trainLoss, "ce": trainLoss, "err": trainLoss, "error": trainLoss,
	"cost": trainLoss, "criterion": trainLoss, "energy": trainLoss, "objective": trainLoss, "trainloss": trainLoss, "crit": trainLoss, "bpc": trainLoss,
	"reward": quality | trainLoss, "rewards": quality | trainLoss, "return": quality | trainLoss, "returns": quality | trainLoss, // what agents learn by
	"valloss": evaluated, "testloss": evaluated, "valacc": evaluated, "testacc": evaluated,
	"acc": quality, "accuracy": quality, "accuracies": quality, "score": quality, "scores": quality, "auc": quality, "auroc": quality, "recall": quality,
	"precision": quality, "bleu": quality, "rouge": quality, "iou": quality, "miou": quality, "dice": quality, "psnr": quality, "ssim": quality,
	"fid": quality, "wer": quality, "cer": quality, "correct": quality, "prec": quality, "map": quality, "fitness": quality,
	"lr": rate, "lrs": rate,
	"grad": gradient, "grads": gradient, "gradient": gradient, "gradients": gradient,
	"epoch": progress, "epochs": progress, "step": progress, "steps": progress, "iter": progress, "iteration": progress, "iterations": progress,
	"i": progress, "j": progress, "idx": progress, "index": progress, "n": progress, "it": progress, "ep": progress, "batch": progress, "batches": progress,
	"time": progress, "elapsed": progress, "start": progress, "duration": progress, "eta": progress, "now": progress, "device": progress,
	"path": progress, "dir": progress, "file": progress, "filename": progress, "rank": progress, "len": progress, "seed": progress, "name": progress,
	"loader": progress, "dataloader": progress, "dataset": progress, "samples": progress, "patience": progress, "counter": progress, "checkpoint": progress,
	"ckpt": progress, "args": progress, "cfg": progress, "config": progress, "sys": progress, "os": progress, "math": progress, "np": progress, "torch": progress,
	"size": progress, "sz": progress, "bsz": progress, "gpu": progress, "id": progress, "count": progress, "num": progress, "best": quality, "world": progress, "shape": progress,
	"model": progress, "parameters": progress, "exception": progress, "e": progress,
}

// topicsOfText tells what the words of a name or text are about. A word for held-out data turns the loss after it into
// a result: val_loss, "Validation loss".
func topicsOfText(text string) (out topics) {
	held := false
	last := ""
	for word := range story.Words(text) {
		t := topicWords[word]
		switch {
		case story.NamesPart(word):
			held = true
		case word == "train" || word == "training" || word == "tr":
			held = false
		case word == "rate" && (last == "learning" || last == "learn"):
			out |= rate
		case held && t&(trainLoss|quality) != 0:
			out, held = out|evaluated, false
		default:
			out |= t
		}
		last = word
	}
	if held {
		out |= evaluated
	}
	return out
}
