import dataclasses as dc
import typing
from collections import OrderedDict
from dataclasses import InitVar, dataclass

WIDTHS = [1, 2]
for depth in range(3):
    pass


def read():
    return 1


@dataclass
class Config:
    size: int = 3
    own: list = [size]  # want-unfixed `"own"`
    looped: list = [depth]  # want-unfixed `"looped"`
    widths: list = [*WIDTHS, (é := 2)]  # want-unfixed `"widths"`
    copied: list = ([  # want-safe `"copied"`
        *WIDTHS,  # the usual
    ])
    once: list = [read()]  # want-unsafe `"once"`
    here: dict = dict(locals())  # want-unfixed `"here"`
    empty: list = [  # want-safe `"empty"`
        # to come
    ]
    nested: dict = {"a": {"b": [i for i in range(3)]}, 'c': """
"""}  # want-unsafe -1 `"nested"`
    init: InitVar[list] = []
    text: "dc.InitVar[list]" = []
    a: list = []; b: dict = {}  # want-safe `"a"` `"b"`
    keyword: dict = dc.field(repr=False, default = {"x": 1}, )  # want-safe `"keyword"`
    ordered: dict = OrderedDict()  # want-safe `"ordered"`


def build(width, *, again):
    again = again or []

    @dataclass
    class Inner:
        widths: list = [width]  # want-safe `"widths"`
        more: list = [again]  # want-unfixed `"more"`
        lazy: list = [lambda width: width]  # want-safe `"lazy"`

    return Inner
