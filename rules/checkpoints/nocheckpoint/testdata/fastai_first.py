from fastai.vision import *

data = ImageDataBunch.from_folder("pets", ds_tfms=get_transforms(), size=224)
learn = create_cnn(data, models.resnet18, metrics=accuracy)
learn.fit_one_cycle(6, 1e-3)  # want "training saves nothing, so a crash loses it all"
