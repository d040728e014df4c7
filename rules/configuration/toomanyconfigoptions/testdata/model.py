import torch
from pydantic import BaseModel

class TrainConfig(BaseModel):  # want "TrainConfig has 30 settings, more than 25"
    """Settings."""

    option_0: int = 0  # option 0
    option_1: int = 1  # option 1
    option_2: int = 2  # option 2
    option_3: int = 3  # option 3
    option_4: int = 4  # option 4
    option_5: int = 5  # option 5
    option_6: int = 6  # option 6
    option_7: int = 7  # option 7
    option_8: int = 8  # option 8
    option_9: int = 9  # option 9
    option_10: int = 10  # option 10
    option_11: int = 11  # option 11
    option_12: int = 12  # option 12
    option_13: int = 13  # option 13
    option_14: int = 14  # option 14
    option_15: int = 15  # option 15
    option_16: int = 16  # option 16
    option_17: int = 17  # option 17
    option_18: int = 18  # option 18
    option_19: int = 19  # option 19
    option_20: int = 20  # option 20
    option_21: int = 21  # option 21
    option_22: int = 22  # option 22
    option_23: int = 23  # option 23
    option_24: int = 24  # option 24
    option_25: int = 25  # option 25
    option_26: int = 26  # option 26
    option_27: int = 27  # option 27
    option_28: int = 28  # option 28
    option_29: int = 29  # option 29
