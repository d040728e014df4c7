import pickle as p

p.dumps(1)
