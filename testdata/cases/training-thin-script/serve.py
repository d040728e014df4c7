import sys


def main(port):
    try:
        print(int(port))
    except:
        print("no port")


if __name__ == "__main__":
    main(sys.argv[1])
