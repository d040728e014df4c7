import sys

import speechbrain as sb
from hyperpyyaml import load_hyperpyyaml


class Brain(sb.Brain):
    def compute_forward(self, batch, stage):
        return self.modules.net(batch.sig[0])

    def compute_objectives(self, predictions, batch, stage):
        return self.hparams.loss(predictions, batch.target)


path, options, overrides = sb.parse_arguments(sys.argv[1:])
with open(path, encoding="utf-8") as file:
    hparams = load_hyperpyyaml(file, overrides)  # __set_seed: !apply:torch.manual_seed [42]
brain = Brain(modules=hparams["modules"], opt_class=hparams["opt_class"], hparams=hparams, run_opts=options)
brain.fit(brain.hparams.epoch_counter, hparams["train"], hparams["valid"])
