import albumentations as A
import torchvision.transforms as T
from torchvision import datasets, transforms
from torchvision.transforms import v2

train = T.Compose([T.RandomCrop(32), T.ToTensor()])
test_tf = T.Compose([T.RandomCrop(32), T.ToTensor()])  # want "RandomCrop changes validation data at random"
data_transforms = {
    "train": transforms.Compose([transforms.RandomHorizontalFlip()]),
    "val": transforms.Compose([transforms.Resize(3), transforms.RandomHorizontalFlip()]),  # want "RandomHorizontalFlip"
}
datasets.CIFAR10("d", train=False, transform=train)  # want -6 "RandomCrop changes validation data"
datasets.CIFAR10("d", train=True, transform=train)
datasets.CIFAR10("d", train=False, transform=test_tf)
valid_aug = A.Compose([A.HorizontalFlip(p=0.5)])  # want "HorizontalFlip"
eval_transform = v2.Compose([v2.Resize(2), v2.CenterCrop(2)])
tta_test = T.Compose([T.RandomCrop(32)])
val_dataset = MyDataset(T.Compose([T.Resize(2)]))
