# options: {immutable-types: [custom.Frozen]}
import custom
from custom import Frozen, Other


def f(a: Frozen = [], b: custom.Frozen | None = {}, c: Other = []):  # want `"c"`
    pass
