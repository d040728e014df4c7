import polars as pl

pl.set_random_seed(1)
frame = pl.read_csv("d.csv").sample(fraction=0.5)
