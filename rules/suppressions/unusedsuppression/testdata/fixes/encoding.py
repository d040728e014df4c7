# agentlint: ignore[bare-except] -- why
# second
# -*- coding: latin-1 -*-
import torch

s = "é"
