from fastai.callback.tracker import EarlyStoppingCallback, SaveModelCallback
from fastai.metrics import Dice, RocAucBinary
from fastai.vision.all import resnet18, vision_learner

learn = vision_learner(dls, resnet18, metrics=[RocAucBinary(), Dice()])
stop = EarlyStoppingCallback(monitor="roc_auc", patience=3)  # want "roc_auc"
learn.fit(5, cbs=[SaveModelCallback(monitor="roc_auc_score"), SaveModelCallback(monitor="dice"), stop])
