import torch

# prose  # agentlint: ignore[bare-except] -- why # noqa: E501
x = f(  # agentlint: ignore[bare-except] -- why  # type: int
    1,  # agentlint: ignore[bare-except] -- why # pylint: disable=all
    # agentlint: ignore[bare-except] -- why
)
if x:
	# agentlint: ignore[bare-except] -- why
	pass
# é agentlint: ignore[bare-except] -- why
#agentlint: ignore[bare-except] -- why