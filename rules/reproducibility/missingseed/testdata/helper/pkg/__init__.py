from .inner.rng import everything as prepare
