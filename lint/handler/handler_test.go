package handler

import (
	"testing"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

func parse(path, code string) *python.File {
	var src source.File
	src.Reset(path, []byte(code))
	return python.NewParser().Parse(&src, src.Text, nil)
}

// TestFault holds the order in which faults count: each clause has one.
func TestFault(t *testing.T) {
	for _, test := range []struct {
		name, clause string
		want         Fault
		severity     lint.Severity
	}{
		{"bare and empty", "except:\n    pass", Bare, lint.Error},
		{"broad and empty", "except Exception:\n    pass", Empty, lint.Error},
		{"broad, empty and explained", "except Exception:  # the server may be away\n    pass", Empty, lint.Note},
		{"broad and swallowing", "except Exception:\n    x = None", Swallows, lint.Error},
		{"broad, empty and explained after noqa", "except Exception:  # noqa: BLE001 - only to list them\n    pass", Empty, lint.Note},
		{"broad, empty and not explained after noqa", "except Exception:  # noqa: BLE001\n    pass", Empty, lint.Error},
		{"broad, and False says so", "except Exception:\n    ok = False", Swallows, lint.Note},
		{"broad and logging in part", "except Exception:\n    logger.error('failed')", LogsPartly, lint.Error},
		{"broad", "except Exception as e:\n    print(e)", Broad, lint.Error},
		{"broad and logging", "except Exception as e:\n    logger.error('failed: %s', e)", None, lint.Error},
		{"broad and raising", "except Exception:\n    raise RuntimeError", None, lint.Error},
		{"named and empty", "except OSError:\n    pass", Empty, lint.Note},
		{"named and swallowing", "except OSError:\n    return_value = 0", Swallows, lint.Note},
		{"named and explained", "except OSError:\n    pass  # another rank was faster", None, lint.Note},
		{"an answer, empty", "except KeyError:\n    pass", Empty, lint.Note},
		{"an answer, swallowing", "except KeyError:\n    x = None", None, lint.Note},
		{"a signal", "except (KeyboardInterrupt, SystemExit):\n    pass", None, lint.Note},
		{"of Python 2", "except Exception, e:\n    print(e)", Broad, lint.Error},
		{"a group", "except* Exception:\n    pass", Empty, lint.Error},
	} {
		t.Run(test.name, func(t *testing.T) {
			handlers := find(parse("a.py", "try:\n    step()\n"+test.clause+"\n"))
			if len(handlers) != 1 {
				t.Fatalf("%d clauses", len(handlers))
			}
			if got := handlers[0].Fault(); got != test.want {
				t.Errorf("got fault %d, want %d", got, test.want)
			}
			if got := handlers[0].Severity(); got != test.severity {
				t.Errorf("got severity %s, want %s", got, test.severity)
			}
		})
	}
}

// TestRuns holds what is tried of which it may be an error to drop any failure.
func TestRuns(t *testing.T) {
	for tried, want := range map[string]bool{
		"train(model)":                  true,
		"difference = predicted - real": false,
		"name += module.limit":          false,
		"import step":                   false,
	} {
		h := find(parse("a.py", "try:\n    "+tried+"\nexcept Exception:\n    pass\n"))[0]
		if got := h.Runs(); got != want {
			t.Errorf("%s: got %v", tried, got)
		}
	}
}

func TestFaultInTest(t *testing.T) {
	h := find(parse("tests/test_a.py", "try:\n    step()\nexcept:\n    pass\n"))[0]
	if got := h.Fault(); got != None {
		t.Errorf("got %d in a test", got)
	}
}

func TestLogger(t *testing.T) {
	for code, want := range map[string]string{
		"import logging\n":                                          "logging",
		"import logging as log\n":                                   "log",
		"from loguru import logger\n":                               "logger",
		"import logging\nLOG = logging.getLogger(__name__)\n":       "LOG",
		"def f():\n    import logging\n":                            "",
		"import logging\ndef f():\n    log = logging.getLogger()\n": "logging",
		"": "",
	} {
		if got := Logger(parse("a.py", code)); got != want {
			t.Errorf("%q: got %q, want %q", code, got, want)
		}
	}
}
