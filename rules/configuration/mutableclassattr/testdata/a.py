from dataclasses import dataclass
from enum import Enum
from typing import ClassVar, Final, Sequence

from django.conf import BaseSettings
from pydantic import BaseModel
from transformers import PretrainedConfig


class TrainConfig:
    layers = [64]  # want `all instances of TrainConfig share \[64\], the value of "layers"`
    options: dict = {}  # want `"options"`
    sizes: Sequence[int] = []
    known: ClassVar[list] = []
    fixed: Final = {}
    betas = (0.9, 0.999)
    __slots__ = ["x"]


class MoreArgs(TrainConfig):
    extra = list()  # want `"extra"`


class Model:
    layers = [64]


class BertConfig(PretrainedConfig):
    attribute_map = {"a": "b"}


class AppSettings(BaseSettings):
    apps = []


class RunConfig(BaseModel):
    layers: list = []


class FinalConfig(RunConfig):
    more: list = []


@dataclass
class DataConfig:
    layers: list = []
    shared = []  # want `"shared"`


class KindOptions(Enum):
    A = [1]
