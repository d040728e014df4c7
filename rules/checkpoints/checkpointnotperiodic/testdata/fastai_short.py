from fastai.vision.all import *

dls = ImageDataLoaders.from_folder("pets", valid_pct=0.2, seed=42, item_tfms=Resize(224))
learn = vision_learner(dls, resnet34, metrics=error_rate)
learn.fine_tune(1)
learn.export("pets.pkl")
