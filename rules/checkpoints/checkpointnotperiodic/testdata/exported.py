from fastai.vision.augment import Resize
from fastai.vision.data import ImageDataLoaders
from fastai.vision.learner import vision_learner
from torchvision.models import resnet34

learner = vision_learner(ImageDataLoaders.from_folder("images", item_tfms=Resize(224), seed=1), resnet34)
learner.fit_one_cycle(20)  # want "nothing is saved before training ends"
learner.export("model.pkl")
