package duplicateexcept

import (
	"strings"

	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
)

// parents gives the base class of exceptions; those that it lacks are taken to come from nowhere but BaseException.
// Sources: https://docs.python.org/3/library/exceptions.html#exception-hierarchy and the pages of the modules;
// https://github.com/pytorch/pytorch/blob/v2.5.0/torch/csrc/Exceptions.cpp; https://requests.readthedocs.io/en/latest/api/#exceptions.
var parents = func() map[string]string {
	out := map[string]string{}
	for parent, children := range map[string]string{
		"BaseException": "Exception GeneratorExit KeyboardInterrupt SystemExit BaseExceptionGroup asyncio.CancelledError",
		"Exception": `ArithmeticError AssertionError AttributeError BufferError EOFError ExceptionGroup ImportError LookupError
			MemoryError NameError OSError ReferenceError RuntimeError StopAsyncIteration StopIteration SyntaxError SystemError
			TypeError ValueError Warning subprocess.SubprocessError pickle.PickleError queue.Empty queue.Full zipfile.BadZipFile
			optuna.exceptions.OptunaError`,
		"ArithmeticError":     "FloatingPointError OverflowError ZeroDivisionError",
		"ImportError":         "ModuleNotFoundError",
		"ModuleNotFoundError": "importlib.metadata.PackageNotFoundError",
		"LookupError":         "IndexError KeyError",
		"NameError":           "UnboundLocalError",
		"OSError": `BlockingIOError ChildProcessError ConnectionError FileExistsError FileNotFoundError InterruptedError
			IsADirectoryError NotADirectoryError PermissionError ProcessLookupError TimeoutError shutil.Error
			urllib.error.URLError requests.exceptions.RequestException`,
		"ConnectionError":            "BrokenPipeError ConnectionAbortedError ConnectionRefusedError ConnectionResetError",
		"RuntimeError":               "NotImplementedError RecursionError PythonFinalizationError torch.OutOfMemoryError",
		"SyntaxError":                "IndentationError",
		"IndentationError":           "TabError",
		"ValueError":                 "UnicodeError json.JSONDecodeError binascii.Error io.UnsupportedOperation",
		"UnicodeError":               "UnicodeDecodeError UnicodeEncodeError UnicodeTranslateError",
		"subprocess.SubprocessError": "subprocess.CalledProcessError subprocess.TimeoutExpired",
		"pickle.PickleError":         "pickle.PicklingError pickle.UnpicklingError",
		"urllib.error.URLError":      "urllib.error.HTTPError urllib.error.ContentTooShortError",
		"requests.exceptions.RequestException": `requests.exceptions.HTTPError requests.exceptions.ConnectionError
			requests.exceptions.Timeout requests.exceptions.TooManyRedirects`,
	} {
		for child := range strings.FieldsSeq(children) {
			out[child] = parent
		}
	}
	return out
}()

// aliases gives other names of the same class. Source: https://peps.python.org/pep-3151/ and the pages of the modules.
var aliases = map[string]string{
	"IOError": "OSError", "EnvironmentError": "OSError", "WindowsError": "OSError",
	"socket.error": "OSError", "select.error": "OSError", "mmap.error": "OSError", "socket.timeout": "TimeoutError",
	"json.decoder.JSONDecodeError": "json.JSONDecodeError", "torch.cuda.OutOfMemoryError": "torch.OutOfMemoryError",
	"requests.RequestException": "requests.exceptions.RequestException", "requests.HTTPError": "requests.exceptions.HTTPError",
	"requests.ConnectionError": "requests.exceptions.ConnectionError", "requests.Timeout": "requests.exceptions.Timeout",
}

// canonical returns one name for each class.
func canonical(exception python.Node) string {
	name := handler.TypeName(exception)
	if same, ok := aliases[name]; ok {
		return same
	}
	return name
}

// maxBases ends the search in classes that inherit from each other.
const maxBases = 16

// bases returns an exception and its base classes, as far as they are known, and BaseException.
func bases(exception python.Node) (names []string) {
	name := canonical(exception)
	for len(names) < maxBases && name != "" {
		names = append(names, name)
		if local, ok := strings.CutPrefix(name, python.Local); ok {
			name = localBase(exception.File(), local)
		} else {
			name = parents[name]
		}
	}
	return append(names, "BaseException")
}

// localBase returns the first base of a class of the file.
func localBase(f *python.File, class string) string {
	if base := f.Class(class).Child(python.SuperclassesField).FirstChild(); base.Exists() {
		return canonical(base)
	}
	return ""
}
