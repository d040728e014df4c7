package main

// A may is what fixes of a rule may change.
type may struct {
	python []string // regular expressions of CPython for differences of syntax trees; see astdiff.py
	data   []string // regular expressions for differences of values: PATH: TYPE VALUE => TYPE VALUE
	text   bool     // the text of a definition
}

// moves matches a statement that is in another place of its block, a call, or what it was moved past.
const moves = `\w+\.(body|orelse): ([+-]\[[\w.]+( = [\w.]+)?\(.*\)\] ?)+|\w+\.\w+: .*\) => .*\)`

// design says for each rule how a file must differ after its fixes. Those of a rule that is not here, such as the removal of a
// comment, change nothing that a program or host sees.
var design = map[string]may{
	// Safe fixes of Python.
	"exception-not-logged-fully":   {python: []string{`Attribute\.attr: '(error|critical|fatal)' => 'exception'`}},
	"f-string-without-placeholder": {python: []string{`(?!Expr\.)[\w.]+: f(.*) => \1`}},
	"forward-called":               {python: []string{`[\w.]+: (.*)\.forward => \1`}},
	"implicit-members":             {python: []string{`ClassDef\.body: \+\[__hash__ = None\]`}},
	"loss-graph-accumulation":      {python: []string{`[\w.]+: (.*) => \1\.(item|detach)\(\)`}},
	"missing-type-annotations":     {python: []string{`(Async)?FunctionDef\.returns: nothing => None`}},
	"mutable-dataclass-default": {python: []string{
		`(Name\.id|Call\.func): .* => ([\w.]+\.|')?field'?`, `Call\.keywords: \+\[default_factory=[\w.]+\]`,
		`AnnAssign\.value: (.*) => ([\w.]+\.)?field\(default_factory=(list|dict|set|[\w.]+|lambda: \1)\)`,
		`keyword\.arg: 'default' => 'default_factory'`, `keyword\.value: (.*) => (list|dict|set|[\w.]+|lambda: \1)`,
		`ImportFrom\.names: \+\[field\]`,
	}},
	"raise-without-from": {python: []string{`Raise\.cause: nothing => \w+`, `ExceptHandler\.name: nothing => '\w+'`}},
	"unsafe-torch-load":  {python: []string{`Call\.keywords: \+\[weights_only=True\]`}},

	// Unsafe fixes of Python.
	"assert-for-input":    {python: []string{`\w+\.\w+: assert .* => if .*: raise ValueError.*`, `\w+\.\w+: assert .* => if .*; raise ValueError.*`}},
	"best-metric-unbound": {python: []string{`\w+\.(body|orelse): \+\[\w+ = float\('-?inf'\)\]`}},
	"empty-except": {python: []string{
		`ExceptHandler\.body: (pass|\.\.\.|continue) => \w+\.exception\('.*'\)`, `Expr\.value: \.\.\. => \w+\.exception\('.*'\)`,
		`ExceptHandler\.body: \+\[\w+\.exception\('.*'\)\]`, `ExceptHandler\.body: \+\[\w+(\.\w+)*\.exception\('.*'\)\]`,
		`ExceptHandler\.body: pass => \w+(\.\w+)*\.exception\('.*'\)`,
	}},
	"keras-fit-generator": {python: []string{`Attribute\.attr: '(fit|evaluate|predict)_generator' => '\1'`}},
	"mutable-default-arg": {python: []string{
		`arguments\.(kw_)?defaults: .* => None`, `(Async)?FunctionDef\.body: (\+\[if \w+ is None:; \w+ = .*\] ?)+`,
	}},
	"oom-string-match": {python: []string{`[\w.]+: .* => isinstance\(\w+, .*OutOfMemoryError\)`, `[\w.]+: .* => not isinstance\(\w+, .*OutOfMemoryError\)`}},
	"resource-not-closed": {python: []string{
		`\w+\.\w+: -\[(\w+) = (.*?)\] .*\+\[with \2 as \1:.*\]`, `\w+\.\w+: (\w+) = (.*?) => with \2 as \1:.*`,
	}},
	"save-whole-module":    {python: []string{`Dict\.values: (.*) => \1\.state_dict\(\)`, `Call\.args: (.*) => \1\.state_dict\(\)`, `keyword\.value: (.*) => \1\.state_dict\(\)`}},
	"sklearn-random-state": {python: []string{`Call\.keywords: \+\[random_state=42\]`, `keyword\.value: None => 42`}},
	"super-init-missing":   {python: []string{`FunctionDef\.body: \+\[super\(\)\.__init__\(\)\]`}},
	"unseeded-generator": {python: []string{
		`Call\.args: \+\[42\]`, `Constant\.value: nothing => 42`, `[\w.]+: (.*) => \1\.manual_seed\(42\)`,
	}},

	// Unsafe fixes of programs.
	"best-comparison-inverted":   {python: []string{`Call\.keywords: \+\[(mode|greater_is_better)=('min'|'max'|True|False)\]`, `Constant\.value: ('min'|'max'|True|False) => ('min'|'max'|True|False)`}},
	"checkpoint-dir-not-created": {python: []string{`\w+\.(body|orelse): \+\[os\.makedirs\('.*', exist_ok=True\)\]`}},
	"checkpoint-incomplete":      {python: []string{`Dict\.(keys|values): (\+\[[^\[\]]*\] ?)+`}},
	"checkpoint-overwrite":       {python: []string{`[\w.]+: f?'.*' => f?'.*'`, `JoinedStr\.values: .*`, `\w+\.\w+: '.*' => '.*_\{epoch:02d\}.*'`}},
	"clip-after-step":            {python: []string{moves}},
	"clip-without-unscale":       {python: []string{`\w+\.(body|orelse): \+\[[\w.]+\.unscale_\([\w.]+\)\]`}},
	"dropout-always-on": {python: []string{
		`Call\.keywords: \+\[training=self\.training\]`, `keyword\.value: True => self\.training`, `keyword\.value: (.*) => \1 if self\.training else 0\.0`,
	}},
	"freeze-no-effect": {python: []string{
		`Attribute\.attr: '\w+' => 'requires_grad'`, `\w+\.\w+: (.*)\.requires_grad = (True|False) => \1\.requires_grad_\(\2\)`,
		`\w+\.\w+: (.*)\.requires_grad == (True|False) => \1\.requires_grad = \2`,
	}},
	"loss-tensor-logged":  {python: []string{`[\w.]+: (.*) => \1\.item\(\)`}},
	"metric-args-swapped": {python: []string{`Call\.args: .*`, `\w+\.\w+: .* => .*`, `\w+\.(body|orelse): [+-]\[.*\(.*, .*\).*\]`}},
	"missing-eval-mode":   {python: []string{`\w+\.(body|orelse): (\+\[[\w.]+\.(eval|train)\(\)\] ?)+`}},
	"missing-no-grad": {python: []string{
		`(Async)?FunctionDef\.decorator_list: \+\[torch\.no_grad\(\)\]`, `\w+\.\w+: (.*) => with torch\.no_grad\(\):; \1`,
		`\w+\.\w+: -\[(.*)\] \+\[with torch\.no_grad\(\):; \1\]`,
	}},
	"missing-optimizer-step": {python: []string{`\w+\.(body|orelse): \+\[[\w.]+\.step\(\)\]`}},
	"missing-seed": {python: []string{
		`\w+\.(body|orelse): (\+\[(torch\.manual_seed|keras\.utils\.set_random_seed|np\.random\.seed|mx\.random\.seed|random\.seed)\(42\)\] ?)+`,
	}},
	"missing-train-mode":         {python: []string{`\w+\.(body|orelse): \+\[[\w.]+\.train\(\)\]`}},
	"missing-zero-grad":          {python: []string{`\w+\.(body|orelse): (\+\[[\w.]+\.zero_grad\(\)\] ?)+`}},
	"monitor-not-logged":         {python: []string{`\w+\.\w+: '.*' => '.*'`}},
	"no-validation-monitoring":   {python: []string{`Call\.keywords: \+\[eval_strategy='epoch'\]`, `Constant\.value: .* => 'epoch'`}},
	"resume-incomplete":          {python: []string{`\w+\.(body|orelse): (\+\[[\w.]+\.load_state_dict\([\w.]+\['.*'\]\)\] ?)+`}},
	"sampler-set-epoch":          {python: []string{`\w+\.body: \+\[[\w.]+\.set_epoch\(\w+\)\]`}},
	"scaler-update-missing":      {python: []string{`\w+\.(body|orelse): \+\[[\w.]+\.update\(\)\]`}},
	"scheduler-before-optimizer": {python: []string{moves}},
	"seed-defaults-to-none":      {python: []string{`Constant\.value: nothing => 42`, `Call\.keywords: \+\[default=42\]`, `arguments\.(kw_)?defaults: None => 42`}},
	"step-before-backward":       {python: []string{moves}},
	"split-without-generator":    {python: []string{`Call\.keywords: \+\[(seed=42|generator=torch\.Generator\(\)\.manual_seed\(42\))\]`}},
	"train-loader-not-shuffled":  {python: []string{`Call\.keywords: \+\[shuffle=True\]`}},
	"train-mode-not-restored":    {python: []string{`\w+\.(body|orelse): (\+\[[\w.]+\.train\(\)\] ?)+`}},
	"zero-grad-before-step":      {python: []string{moves}},
	"unordered-files":            {python: []string{`[\w.]+: (.*) => sorted\(\1\)`, `[\w.]+: list\((.*)\) => sorted\(\1\)`, `Name\.id: 'list' => 'sorted'`}},
	"unordered-set":              {python: []string{`[\w.]+: (.*) => sorted\(\1\)`, `[\w.]+: list\((.*)\) => sorted\(\1\)`, `Name\.id: 'list' => 'sorted'`}},
	"val-loader-drop-last":       {python: []string{`Constant\.value: True => False`}},

	// Definitions and data.
	"bidi-control":             {data: []string{`.*`}, text: true},
	"homoglyph":                {data: []string{`.*`}, text: true},
	"mojibake":                 {data: []string{`.*`}, text: true},
	"mixed-line-endings":       {text: true},
	"tag-characters":           {data: []string{`.*`}, text: true},
	"zero-width-character":     {data: []string{`.*`}, text: true},
	"placeholder-style":        {data: []string{`.*`}, text: true},
	"yaml-boolean":             {data: []string{`.*: (bool (true|false)|string \w+) => string \w+`}},
	"wrong-type":               {data: []string{`.*: string (.*) => (bool|int|float64) .*`}},
	"config-yaml-float-string": {data: []string{`.*: string [\d.e+-]+ => float64 .*`}},
	"deprecated-key":           {data: []string{`.*: nothing => .*`, `.*: .* => nothing`}},
	"handoff-key":              {data: []string{`handoffs.*: nothing => .*`, `handoffs.*: .* => nothing`}},
	"handoff-model":            {data: []string{`handoffs.*\.model: string .* => string .*`}},
	"handoff-by-filename":      {data: []string{`.*agent.*: string .* => string .*`}, text: true},
	"unknown-model":            {data: []string{`.*model.*: string .* => string .*`}},
	"unknown-tool":             {data: []string{`.*tools.*: string .* => string .*`}},
	"mcp-missing-field":        {data: []string{`.*\.type: nothing => string .*`}},
	"mcp-wrong-key":            {data: []string{`.*: nothing => .*`, `.*: .* => nothing`}},
	"mcp-config-unread":        {text: true},
}
