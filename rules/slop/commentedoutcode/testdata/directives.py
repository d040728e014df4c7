#!/usr/bin/env python
# -*- coding: utf-8 -*-
# cython: language_level=3
# cython: boundscheck=False
# distutils: sources=kernel
# vim:ts=4
# ex: ts=4
# {{{
# }}}
# {{{1
# %%
# %% [markdown]
# %matplotlib inline
#| export
#@param {type:"string"}
# @title run(x)
import torch
# fmt: off
# fmt:on
# mypy: disallow_untyped_defs=True
# mypy:ignore_errors=True
# pylint: disable=invalid-name
# pylint:disable=no-member
# type: (int) -> None
# type: list[int] = None
# type:ignore[attr-defined]
# pragma: nocover=True
# isort:skip_file
# isort: off
# isort:imports=torch
# ruff: noqa=E501
# ruff:noqa
# flake8: noqa=E501
# flake8:max_line_length=88
# nosec: B101=x
# noqa:E501
# region x = 1
# endregion x = 1
# yapf: disable=True
# black: skip=True
# lint: disable=x
# doctest: SKIP=True
# xdoctest: SKIP=1
# codespell: ignore=x
# jupytext: cell_metadata_filter=all
# pyre: strict=True
# agentlint: ignore=x
# nopycln: import_=x
# sphinx_gallery_multi_image = "single"
# nbdev: default_cls_lvl=3
# streamlit: layout=wide
# snakemake: threads = 4
# mlflow: tracking=local
# Version: 3
# 'epoch 3 done: 12 rows'
# ["a", "b"]
