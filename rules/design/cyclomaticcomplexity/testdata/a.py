def nine(a):
    if a: pass
    if a: pass
    if a: pass
    if a: pass
    if a: pass
    if a: pass
    if a: pass
    if a: pass


class Trainer:
    def fit(self, loader, cfg):  # want `^Trainer.fit has a cyclomatic complexity of 11, over 9; most comes from the for at line 14 \(\+5\), the try at line 23 \(\+2\) and the match at line 32 \(\+2\)$`
        for batch in loader:
            if cfg.fp16:
                pass
            elif cfg.bf16:
                pass
            while cfg.accumulate:
                if cfg.clip and cfg.norm or cfg.value:
                    with amp():
                        loss = [x for x in batch if x]; assert loss
        try:
            self.save()
        except OSError:
            raise
        except ValueError:
            raise
        finally:
            self.close()
        if cfg.test: self.test()
        match cfg.mode:
            case "a": pass
            case "b": pass
            case _: pass
        return lambda: 1 if cfg else 2


def outer():  # want `^outer has a cyclomatic complexity of 11, over 9; most comes from the if at line 42 \(\+8\) and the for at line 50 \(\+1\)$`
    @decorated
    async def inner():  # want `^outer\.<locals>\.inner has .* 10, over 9; most comes from the if at line 42 \(\+8\) and the for at line 50 \(\+1\)$`
        if 1: pass
        elif 2: pass
        elif 3: pass
        elif 4: pass
        elif 5: pass
        elif 6: pass
        elif 7: pass
        elif 8: pass
        async for x in y: pass


def chain(x):  # want `of 11, over 9; most comes from the if at line 54 \(\+10\)$`
    if 1:
        if x: pass
    elif 2: pass
    elif 3: pass
    elif 4: pass
    elif 5: pass
    elif 6: pass
    elif 7: pass
    elif 8: pass
    elif 9: pass


if a:
    if b:
        for c in d:
            while e:
                pass
