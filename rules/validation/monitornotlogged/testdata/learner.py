from fastai.vision.all import *

data = ImageDataLoaders.from_folder("images", seed=1)
learner = vision_learner(data, resnet18, metrics=[accuracy, F1Score()])
learner.fit_one_cycle(
    3,
    cbs=[
        SaveModelCallback(monitor="accuracy"),
        SaveModelCallback(monitor="f1_score"),
        SaveModelCallback(monitor="error_rate"),  # want "\"error_rate\", which nothing here measures"
        EarlyStoppingCallback(monitor="val_loss"),  # want "did you mean \"valid_loss\""
        EarlyStoppingCallback(),
    ],
)
