import fastapi
import torch

app = fastapi.FastAPI()


def train(  # want-safe "its result"
    model,  # the model: é
    lr=0.1,
) :
    model.step()


def train_typed(model, lr):  # want-unfixed "its result"
    # type: (Model, float) -> None
    model.step()


def train_commented(
    model,  # type: Model
):  # want-unfixed -2 "its result"
    # type: (...) -> None
    model.step()


def train_ignored(model, lr):  # type: ignore  # want-safe "its result"
    model.step()


@app.post("/train")
def train_api(model: int):  # want-unsafe "its result"
    model.step()


@torch.no_grad()
@staticmethod
def evaluate(model: int): model.step(); return  # want-safe "its result"


@torch.jit.script
def train_script(x: int):  # want-unsafe "its result"
    print(x)


def train_lazily(x: int):  # want-safe "its result"
    step = lambda: (yield)
    def inner():
        return 1
    return None


def train_never(x: int):  # want-unfixed "its result"
    """To be overridden."""
    return None


def train_step(x: int) \
    :  # want-safe -1 "its result"
    print(x)


def train_all(x: int):  # want-unfixed "its result"
    [(yield) for x in range(3)]
