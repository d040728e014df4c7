import torch


def download(url, backup, attempt):
    try:
        if attempt(url):
            return
    except OSError:
        if backup is not None:
            try:
                if attempt(backup):
                    return
            except Exception:
                pass
        print(f"failed to download from {url} and from {backup}")


def load(path):
    try:
        return torch.load(path)
    except Exception:
        pass
    raise RuntimeError(path)


def read(path):
    try:
        return torch.load(path)
    except Exception:  # want "nobody learns"
        pass
    return None


def warm(model):
    try:
        model.compile()
    except Exception:  # want "nobody learns"
        pass
    print("ready")
