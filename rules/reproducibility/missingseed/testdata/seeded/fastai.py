from fastai.vision.all import *
set_seed(42, reproducible=True)
path = untar_data(URLs.PETS)/"images"
dls = ImageDataLoaders.from_name_func(path, get_image_files(path), label_func=is_cat, item_tfms=Resize(224))
learn = vision_learner(dls, resnet34, metrics=error_rate)
learn.fine_tune(1)
