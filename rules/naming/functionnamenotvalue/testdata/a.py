def run_inference(model, x):  # want "\"run_inference\" returns a value that its name does not mention"
    return model(x)

def process_image(image):  # want "process_image"
    if image is None:
        raise ValueError
    elif image.ok:
        return image
    else:
        return image.flip()

def run_loop(model):  # want "run_loop"
    while True:
        if model.done:
            return model.loss

def run_search(model):  # want "run_search"
    while model.next():
        pass
    return model

def run_epochs(model):
    while True:
        if model.done:
            break
    print(model)

def run_once(model):
    if model:
        return 1

def run_check(model):
    if model:
        return False
    return True

def run_job(job):
    status = job()
    return status

def process_data(x):
    return x

def process_files(files):
    for f in files:
        yield f

def predict(x):
    return x

class Step:
    def run_step(self, x):  # want "run_step"
        return x

    def on_error(self, x):
        return x

    def run_chain(self, x):
        return self
