package run

import (
	"strings"
	"testing"
)

// What only a command line gives is an option without a default, and what depends on it is run whatever it is.
func TestRequired(t *testing.T) {
	const parser = "import lib, argparse, sys\np = argparse.ArgumentParser()\n"
	const classes = "import lib\nfrom dataclasses import dataclass, field\n"
	tests := []struct{ why, script, want string }{
		{"an argument", parser + "p.add_argument('data')\na = p.parse_args()\nif a.data is None: sys.exit()\nlib.f(a.data)", "data=?"},
		{"an argument that may be left out", parser + "p.add_argument('data', nargs='?')\nlib.f(p.parse_args().data)", "data="},
		{"an argument with a default", parser + "p.add_argument('data', nargs='?', default='d')\nlib.f(p.parse_args().data)", "data=d"},
		{"an option", parser + "p.add_argument('--seed', type=int, required=True)\nlib.f(p.parse_args().seed)", "seed=?"},
		{"an option that chooses an attribute", parser + "p.add_argument('--net', required=True, choices=['a', 'b'])\nlib.f(getattr(lib, p.parse_args().net))", "lib.a|lib.b"},
		{"an option that chooses an attribute by default", parser + "p.add_argument('--net', default='a')\nlib.f(getattr(lib, p.parse_args().net))", "lib.a"},
		{"an option that may choose any attribute", parser + "p.add_argument('--net', required=True, choices=sorted(lib.names))\nlib.f(getattr(lib, p.parse_args().net))", "builtins.getattr()"},
		{"an option that is refused", parser + "p.add_argument('--net', required=True, choices=['a', 'b'])\na = p.parse_args()\nif a.net == 'a': lib.f(1)\nelif a.net == 'b': lib.f(2)\nelse: raise ValueError\nlib.f(3)", "1 2 3"},
		{"an option that is set under a condition", parser + "p.add_argument('--n', type=int, default=4)\na = p.parse_args()\nif lib.c: a.n = 0\nif a.n > 0: lib.f(1)\nlib.f(a.n)", "1 option n|0"},
		{"click", "import lib, click\n@click.command()\n@click.argument('data')\n@click.argument('more', nargs=-1)\n@click.option('--seed', required=True)\ndef main(data, more, seed): lib.f(data, more, seed)\nmain()", "data=? more= seed=?"},
		{"absl", "import lib\nfrom absl import flags\nflags.DEFINE_string('data', None, 'd')\nflags.DEFINE_integer('seed', None, 's')\nflags.DEFINE_integer('n', None, 'n')\nflags.mark_flag_as_required('data')\nflags.mark_flags_as_required(['seed'])\nlib.f(flags.FLAGS.data, flags.FLAGS.seed, flags.FLAGS.n)", "data=? seed=? n="},
		{"typer", "import lib, typer\ndef main(data: str = typer.Argument(...), n: int = typer.Option(3)): lib.f(data, n)\ntyper.run(main)", "data=? n=3"},
		{"a field without a default", classes + "@dataclass\nclass C:\n  lr: float\n  seed: int = field(metadata={})\n  n: int = 3\ndef main(c: C): lib.f(c.lr, c.seed, c.n)\nmain()", "lr=? seed=? n=3"},
		{"a field of OmegaConf", classes + "from omegaconf import MISSING\n@dataclass\nclass C:\n  lr: float = MISSING\n  seed: int = '???'\ndef main(c: C): lib.f(c.lr, c.seed)\nmain()", "lr=? seed=?"},
		{"a field of pydantic", "import lib\nfrom pydantic import BaseModel, Field\nclass C(BaseModel):\n  lr: float = Field(..., gt=0)\n  n: int = Field(3, gt=0)\nlib.f(C().lr, C().n)", "lr=? n=3"},
		{"classes of transformers", classes + "from transformers import HfArgumentParser, TrainingArguments\n@dataclass\nclass C:\n  lr: float\n  n: int = 3\nc, t = HfArgumentParser((C, TrainingArguments)).parse_args_into_dataclasses()\nlib.f(c.lr, c.n, t.seed)", "lr=? n=3 transformers.HfArgumentParser().parse_args_into_dataclasses()[1].seed"},
		{"a class of tyro", classes + "import tyro\n@dataclass\nclass C:\n  lr: float\n  n: int = 3\nc = tyro.cli(C)\nlib.f(c.lr, c.n)", "lr=? n=3"},
		{"a class that tyro is given with others", classes + "import tyro\n@dataclass\nclass C:\n  lr: float\n  n: int = 3\ndef main(c: C): lib.f(c.lr, c.n)\nmain(tyro.cli(tyro.extras.subcommand_type_from_defaults({})))", "lr=? n=3"},
		{"a class that a field of the settings names", classes + "import tyro\nfrom typing import Type\n@dataclass\nclass B:\n  _target: Type\n  def setup(self, **kw): return self._target(self, **kw)\n@dataclass\nclass C(B):\n  _target: Type = field(default_factory=lambda: T)\n  n: int = 3\nclass T:\n  def __init__(self, config, rank=0): self.config = config\n  def run(self): lib.f(self.config.n)\ndef main(c: C):\n  t = c.setup(rank=1)\n  t.run()\nmain(tyro.cli(tyro.extras.f({})))", "n=3"},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			all, _ := given("-- train.py --\n" + tt.script + "\n")
			if got := strings.Join(all, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
