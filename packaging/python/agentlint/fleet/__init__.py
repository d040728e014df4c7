"""agentlint over many repositories, on Ray: python -m agentlint.fleet SOURCE --out DIR.

Importing this package imports nothing but the standard library; the command needs the extra: pip install 'agentlint-ml[fleet]'.
"""
