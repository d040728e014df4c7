from engine import run


def main(paths):
    for path in paths:
        try:
            run(path)
        except:
            print("next")


if __name__ == "__main__":
    main(["data.pt"])
