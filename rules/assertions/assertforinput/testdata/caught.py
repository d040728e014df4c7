def check(args):
    assert args.a > 0  # want-unfixed "comes from outside"


def main(args):
    try:
        check(args)
    except AssertionError as e:
        print(e)
