import math

def get_user1():
    return 1

def get_user2():  # want "only a number distinguishes \"get_user2\" from \"get_user1\""
    return 2

def get_user3():  # want "get_user3"
    return 3

def load_data(path):
    return path

def load_data_2(path):  # want "\"load_data_2\" from \"load_data\""
    return path

def single1():
    return 1

def resnet18():
    return 18

def resnet34():
    return 34

def efficientnet_b0():
    return 0

def efficientnet_b1():
    return 1

def log(x):
    return math.log(x)

def log2(x):
    return math.log2(x)

def make_stage1():
    return 1

def make_stage2():
    return 2

class A:
    def evaluate1(self):
        return 1

class B:
    def evaluate2(self):
        return 1

# The first of a series is what the others are compared with.
class C:
    def run0(self):
        return 1

    def run1(self):  # want "run1"
        return 1
