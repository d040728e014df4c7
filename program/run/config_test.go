package run

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// given runs train.py of an archive, and returns what is handed to lib.f, call by call: each with its default if it has one.
func given(text string) (all []string, r *record.Record) {
	archive := txtar.Parse([]byte(text))
	script := archive.Files[0].Name
	r = Run(projectOf(archive), script)
	for _, e := range r.Events {
		if e.Call == 0 || r.Heap.Object(e.Call).Name != "lib.f()" {
			continue
		}
		for _, a := range r.Heap.Object(e.Call).Args {
			all = append(all, withDefault(r.Heap, a.Value))
		}
	}
	return all, r
}

func withDefault(h *value.Heap, v value.Value) string {
	id, ok := h.One(v)
	if !ok || h.Object(id).Kind != value.Option {
		return show(h, v)
	}
	if o := h.Object(id); o.Default != value.Nothing {
		return o.Name + "=" + show(h, o.Default)
	}
	return h.Object(id).Name + "=?"
}

func TestConfigFiles(t *testing.T) {
	const load = "import lib, yaml, json, tomllib, sys\nfrom pathlib import Path\nfrom omegaconf import OmegaConf\n"
	tests := []struct{ why, script, files, want string }{
		{"YAML that is opened", "with open('a.yaml') as f: c = yaml.safe_load(f)\nlib.f(c['seed'], c['x']['y'])", "-- a.yaml --\nseed: 0\nx: {y: no}\n", "seed=0 y="},
		{"a file beside the module", "c = yaml.safe_load((Path(__file__).parent / 'conf' / 'a.yaml').open())\nlib.f(c['seed'])", "-- conf/a.yaml --\nseed: 1\n", "seed=1"},
		{"a path in pieces", "import os\nc = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'a.json')))\nlib.f(c['seed'])", "-- a.json --\n{\"seed\": 1}\n", "seed=1"},
		{"text that is read before", "c = tomllib.loads(Path('a.toml').read_text())\nlib.f(c['seed'])", "-- a.toml --\nseed = 1\n", "seed=1"},
		{"a path that an option names", "import argparse\np = argparse.ArgumentParser()\np.add_argument('--config', default='a.yaml')\nc = yaml.safe_load(open(p.parse_args().config))\nlib.f(c['lr'])", "-- a.yaml --\nlr: 0.1\n", "lr=0.1"},
		{"a path that nothing names", "c = yaml.safe_load(open(sys.argv[1]))\nlib.f(c['lr'])", "-- a.yaml --\nlr: 0.1\n", "yaml.safe_load()[lr]"},
		{"get", "c = yaml.safe_load(open('a.yaml'))\nlib.f(c.get('lr', 1), c.get('wd', 2), c.get('x'))", "-- a.yaml --\nlr: 0.1\n", "lr=0.1 2 "},
		{"what a list holds", "c = yaml.safe_load(open('a.yaml'))\nfor x in c['steps']: lib.f(x['lr'])\nlib.f(c['steps'][1]['lr'])", "-- a.yaml --\nsteps: [{lr: 1}, {lr: 2}]\n", "lr=1 lr=2 lr=2"},
		{"keywords", "def g(lr, seed=3): lib.f(lr, seed)\ng(**yaml.safe_load(open('a.yaml')))", "-- a.yaml --\nlr: 0.1\n", "lr=0.1 3"},
		{"attributes", "from types import SimpleNamespace\nc = SimpleNamespace(**yaml.safe_load(open('a.yaml')))\nlib.f(c.lr)", "-- a.yaml --\nlr: 0.1\n", "lr=0.1"},
		{"defaults of a parser", "import argparse\np = argparse.ArgumentParser()\np.add_argument('--lr', default=3)\np.set_defaults(**yaml.safe_load(open('a.yaml')))\nlib.f(p.parse_args().lr)", "-- a.yaml --\nlr: 0.1\n", "lr=3|0.1"},
		{"OmegaConf", "c = OmegaConf.load('a.yaml')\nlib.f(c.lr, c.b.x, c.out, c.must)", "-- a.yaml --\nlr: ${b.x}\nb: {x: 1}\nout: d/${lr}\nmust: ???\n", "lr=1 x=1 out=d/1 must=?"},
		{"OmegaConf that is merged", "c = OmegaConf.merge(OmegaConf.load('a.yaml'), OmegaConf.create({'lr': 2, 'b': {'y': 3}}))\nlib.f(c.lr, c.b.x, c.b.y)", "-- a.yaml --\nlr: 1\nb: {x: 1}\n", "lr=2 x=1 y=3"},
		{"two files of one name", "lib.f(yaml.safe_load(open('a.yaml'))['lr'])", "-- a.yaml --\nlr: 1\n-- sub/a.yaml --\nlr: 2\n", "lr=1"},
		{"a file that is no mapping", "lib.f(yaml.safe_load(open('a.yaml'))['lr'])", "-- a.yaml --\n- lr\n", "yaml.safe_load()[lr]"},
		{"a file with a key twice", "lib.f(yaml.safe_load(open('a.yaml'))['lr'])", "-- a.yaml --\nlr: 1\nlr: 2\n", "yaml.safe_load()[lr]"},
		{"a file that is broken", "lib.f(yaml.safe_load(open('a.yaml'))['lr'])", "-- a.yaml --\nlr: [1\n", "yaml.safe_load()[lr]"},
		{"an alias", "c = yaml.safe_load(open('a.yaml'))\nlib.f(c['b']['lr'], c['c'], c['d']['y'])", "-- a.yaml --\na: &a {lr: 1}\nb: *a\nx: &x \"2\"\nc: *x\nd: {y: *x}\n", "lr=1 c=2 y=2"},
		{"a merge key", "c = yaml.safe_load(open('a.yaml'))['c']\nlib.f(c['lr'], c['wd'], c['seed'])", "-- a.yaml --\na: &a\n  lr: 1\n  wd: 2\nb: &b {lr: 3, seed: 4}\nc:\n  wd: 5\n  <<: [*a, *b]\n", "lr=1 wd=5 seed=4"},
		{"a merge key within a merge key", "c = yaml.safe_load(open('a.yaml'))\nlib.f(c['c']['lr'], c['c']['wd'])", "-- a.yaml --\na: &a {lr: 1}\nb: &b\n  <<: *a\n  wd: 2\nc: {<<: *b, lr: 3}\n", "lr=3 wd=2"},
		{"an anchor that is set again", "c = yaml.safe_load(open('a.yaml'))\nlib.f(c['b'], c['d'])", "-- a.yaml --\na: &a 1\nb: *a\nc: &a 2\nd: *a\n", "b=1 d=2"},
		{"an alias of what is within", "c = yaml.safe_load(open('a.yaml'))\nlib.f(c['b'], c['c'])", "-- a.yaml --\na: {x: &x 3}\nb: *x\nc: !tag &y 4\n", "b=3 yaml.safe_load()[c]"},
		{"an alias of OmegaConf", "c = OmegaConf.load('a.yaml')\nlib.f(c.b.lr)", "-- a.yaml --\na: &a {lr: '${seed}'}\nb:\n  <<: *a\nseed: 4\n", "lr=4"},
		{"aliases of aliases", "c = yaml.safe_load(open('a.yaml'))\nlib.f(c['a'], c['z'])", "-- a.yaml --\na: &a [1, 1, 1, 1, 1, 1, 1, 1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\nz: *d\n", "a= yaml.safe_load()[z]"},
		{"a file that is too large", "lib.f(yaml.safe_load(open('a.yaml'))['lr'])", "-- a.yaml --\nlr: 1\nnames: [" + strings.Repeat("a, ", 5000) + "]\n", "yaml.safe_load()[lr]"},
		{"dacite", "import dacite\nfrom dataclasses import dataclass\n@dataclass\nclass C:\n  lr: float\n  seed: int = 3\nc = dacite.from_dict(C, yaml.safe_load(open('a.yaml')))\nlib.f(c.lr, c.seed)", "-- a.yaml --\nlr: 0.1\n", "lr=0.1 seed=3"},
		{"attrs", "import attr\n@attr.s\nclass C:\n  lr = attr.ib(default=2)\n  seed = attr.ib()\nc = C(seed=1)\nlib.f(c.lr, c.seed)", "", "lr=2 1"},
		{"a typed dictionary", "from typing import TypedDict\nclass C(TypedDict):\n  lr: float\nlib.f(C(lr=1)['lr'])", "", "1"},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			all, _ := given("-- train.py --\n" + load + tt.script + "\n" + tt.files)
			if got := strings.Join(all, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// A path from the working directory may be one from any folder above the script, unless there are several such files.
func TestWorkingDirectory(t *testing.T) {
	const script = "-- a/b/train.py --\nimport lib, yaml\nlib.f(yaml.safe_load(open('c.yaml'))['lr'])\n"
	for files, want := range map[string]string{
		"-- c.yaml --\nlr: 1\n":                        "lr=1",
		"-- a/c.yaml --\nlr: 2\n":                      "lr=2",
		"-- a/c.yaml --\nlr: 2\n-- c.yaml --\nlr: 1\n": "yaml.safe_load()[lr]",
		"-- a/b/d/c.yaml --\nlr: 3\n":                  "yaml.safe_load()[lr]",
	} {
		if all, _ := given(script + files); strings.Join(all, " ") != want {
			t.Errorf("%q: got %q, want %q", files, all, want)
		}
	}
}

func TestHydra(t *testing.T) {
	const script = "-- train.py --\nimport lib, hydra\n@hydra.main(config_path='conf', config_name='train')\ndef main(cfg):\n  "
	tests := []struct{ why, body, files, want string }{
		{"a group", "lib.f(cfg.model.width, cfg.seed)", "-- conf/train.yaml --\ndefaults: [{model: wide}]\nseed: 0\n-- conf/model/wide.yaml --\nwidth: 9\n", "width=9 seed=0"},
		{"one that overrides", "lib.f(cfg.model.width)", "-- conf/train.yaml --\ndefaults: [{model: wide}]\nmodel: {width: 1}\n-- conf/model/wide.yaml --\nwidth: 9\n", "width=1"},
		{"one that is overridden", "lib.f(cfg.model.width)", "-- conf/train.yaml --\ndefaults: [_self_, {model: wide}]\nmodel: {width: 1}\n-- conf/model/wide.yaml --\nwidth: 9\n", "width=9"},
		{"what another file chooses", "lib.f(cfg.model.width)", "-- conf/train.yaml --\ndefaults: [{model: wide}, {exp: a}]\n-- conf/exp/a.yaml --\n# @package _global_\ndefaults: [{override /model: slim}]\n-- conf/model/wide.yaml --\nwidth: 9\n-- conf/model/slim.yaml --\nwidth: 2\n", "width=2"},
		{"a package", "lib.f(cfg.net.width, cfg.net.db.x)", "-- conf/train.yaml --\ndefaults: [model@net: wide]\n-- conf/model/wide.yaml --\ndefaults: [db: a]\nwidth: 9\n-- conf/model/db/a.yaml --\nx: 1\n", "width=9 x=1"},
		{"a group that nothing has", "lib.f(cfg.seed, cfg.model.width)", "-- conf/train.yaml --\ndefaults: [{model: wide}]\nseed: 1\n", "seed=1 omegaconf.DictConfig().model.width"},
		{"one that lists itself", "lib.f(cfg.seed)", "-- conf/train.yaml --\ndefaults: [train]\nseed: 1\n", "seed=1"},
		{"an object of a library", "lib.f(hydra.utils.instantiate(cfg.opt))", "-- conf/train.yaml --\nopt: {_target_: torch.optim.Adam, lr: 1}\n", "torch.optim.Adam()"},
		{"an object of the project", "lib.f(hydra.utils.instantiate(cfg.net).width)", "-- conf/train.yaml --\nnet: {_target_: net.Net, width: 4}\n-- net.py --\nclass Net:\n  def __init__(self, width): self.width = width\n", "width=4"},
		{"an object that is called later", "lib.f(hydra.utils.instantiate(cfg.opt)(lr=2))", "-- conf/train.yaml --\nopt: {_target_: torch.optim.Adam, _partial_: true}\n", "torch.optim.Adam()"},
		{"an object of nothing that is known", "lib.f(hydra.utils.instantiate(cfg.opt))", "-- conf/train.yaml --\nopt: {_target_: other.Adam}\n", "hydra.utils.instantiate()"},
	}
	for _, tt := range tests {
		t.Run(tt.why, func(t *testing.T) {
			all, _ := given(script + tt.body + "\nmain()\n" + tt.files)
			if got := strings.Join(all, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Interpolations and defaults lists that lead to each other end.
func TestConfigBombs(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: {x: 1}\n")
	for i := range 60 {
		n := string(rune('0' + i%10))
		b.WriteString("a" + strings.Repeat(n, i/10+1) + "x: {l: \"${a0}\", r: \"${a" + strings.Repeat(n, i/10+1) + "x}\"}\n")
	}
	for _, text := range []string{b.String(), "a: ${b}\nb: ${a}\n", "a: ${a}\n", "a: {b: \"${a}\", c: \"${a}\"}\n"} {
		n := configfile.Parse("a.yaml", []byte(text))
		if n == nil || n.Resolve() == nil {
			t.Errorf("%q is not read", text)
		}
	}
}
