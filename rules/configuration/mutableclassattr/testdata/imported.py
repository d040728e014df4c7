from typing import Dict

import torch

from models import ConfigModel


class BaseConfig(ConfigModel):
    enabled: bool = True


class WeightConfig(BaseConfig):  # ConfigModel may be one of pydantic
    after: Dict = {}


class PlainBase:
    enabled: bool = True


class ActivationConfig(PlainBase):
    after: Dict = {}  # want "all instances of ActivationConfig share"
