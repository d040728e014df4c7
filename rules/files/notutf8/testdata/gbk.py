#!/usr/bin/env python
# -*- coding: gbk -*-
x = "中"
