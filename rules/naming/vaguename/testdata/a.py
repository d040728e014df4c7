def process_data(x):  # want "\"process_data\" says neither"
    return x

def handle():  # want "handle"
    pass

def doStuff(items):  # want "doStuff"
    return items

def process_images(x):
    return x

def run_training(x):
    return x

def main():
    pass

def data():
    pass

def run():
    pass

class Runner:
    def run(self):
        return 1

    def manage(self):  # want "manage"
        return 1

    def _process_result(self):  # want "_process_result"
        return 1

class Worker(Thread):
    def process(self):
        return 1

class Base:
    def do_work(self):  # want "do_work"
        return 1

class Child(Base):
    def do_work(self):
        return 2

@app.command()
def execute():
    return 1

def outer():
    def process(x):
        return x
    return process
