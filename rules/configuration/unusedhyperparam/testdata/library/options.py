import argparse

import torch


def add_options(parser: argparse.ArgumentParser):
    parser.add_argument("--dropout")
