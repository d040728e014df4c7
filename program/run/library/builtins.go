package library

import "strings"

// IsBuiltin reports whether Python itself has a name.
func IsBuiltin(name string) bool { return builtinNames[name] }

var builtinNames = func() map[string]bool {
	all := map[string]bool{}
	for _, name := range strings.Fields(`abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
		delattr dict dir display divmod enumerate eval exec exit filter float format frozenset get_ipython getattr globals hasattr hash help hex id
		input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property quit range repr
		reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__ __file__ __name__ __doc__
		ArithmeticError AssertionError AttributeError BaseException BlockingIOError BrokenPipeError BufferError ConnectionError EOFError
		EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning DeprecationWarning
		GeneratorExit IOError ImportError IndexError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError
		NameError NotImplemented NotImplementedError OSError OverflowError PermissionError RecursionError ReferenceError RuntimeError
		RuntimeWarning StopAsyncIteration StopIteration SyntaxError SystemError SystemExit TimeoutError TypeError UnboundLocalError
		UnicodeDecodeError UnicodeError UserWarning ValueError Warning ZeroDivisionError`) {
		all[name] = true
	}
	return all
}()
