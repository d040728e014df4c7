import hydra
import pytorch_lightning as pl


@hydra.main(config_path="conf", config_name="train")
def main(cfg):
    trainer = pl.Trainer(**cfg.trainer)
    trainer.fit(Model(cfg))


if __name__ == "__main__":
    main()
