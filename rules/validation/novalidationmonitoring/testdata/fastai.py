from fastai.vision.all import ImageDataLoaders, error_rate, get_image_files, resnet34, set_seed, vision_learner

set_seed(1)


def all_of_it(path):
    dls = ImageDataLoaders.from_name_func(path, get_image_files(path), label_func=str, valid_pct=0)
    learn = vision_learner(dls, resnet34, metrics=error_rate)
    learn.fine_tune(3)  # want "training runs without validation"
    learn.export("all.pkl")


def a_fifth_held_out(path):
    dls = ImageDataLoaders.from_name_func(path, get_image_files(path), label_func=str, valid_pct=0.2)
    learn = vision_learner(dls, resnet34, metrics=error_rate)
    learn.fine_tune(3)
    learn.export("most.pkl")


all_of_it("pets")
a_fifth_held_out("pets")
