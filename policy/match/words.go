package match

import "strings"

// harmless are words after a preposition, or in a condition, that do not narrow a demand to another place.
var harmless = setOf(`all any every each both either new existing current own other additional more most main core basic full complete whole entire
proper correct good clear clean meaningful appropriate suitable relevant explicit consistent reproducible deterministic fixed random stable valid necessary
unnecessary required needed important critical key major significant default custom specific potential possible actual real necessary multiple single same
initial final early later frequent regular public private modern comprehensive robust strict simple full-size python pytorch torch tensorflow keras numpy
jax sklearn scikit learn huggingface lightning ml ai deep machine learning neural training train trainer model experiment run script pipeline code function method class module
loop epoch step batch gpu project codebase repository repo file notebook workflow job start startup beginning end time process stage phase production fashion way
manner case place point result reproducibility consistency clarity debugging readability maintainability type signature parameter argument variable
param public api python3 pep 484 everywhere anywhere always never only must should possible least first once here there source library tool block clause statement
bug issue problem need purpose safety quality convention standard practice guideline style pattern principle throughout silently properly explicitly
config configuration setting hyperparameter data dataset dataloader loader ready use log logging message context stack trace traceback detail exception error logger info
information small low few fewer less minimum more most condition you expect expected occur precondition postcondition invariant assumption verify document documenting
failing raising exiting continuing proceeding object verb handling handler try except catch return value exit fallback user good quick easy future reference comparison tracking monitoring experiment wandb mlflow
tensorboard w&b weight bias weights biases console terminal crash crashes interrupted back time back accept take need needs program system application service component operation call and or not of as by it them these those this that __init__`)

// elsewhere are words that place a demand where no training code is.
var elsewhere = setOf(`test testing unit pytest fixture mock frontend ui ux browser css html react vue angular svelte database db sql schema migration query kubernetes helm terraform docker
container deployment commit git branch pr issue ticket api endpoint http rest graphql server client mobile ios android swift kotlin java javascript typescript golang rust ruby php
csharp dart flutter bash shell powershell apex salesforce email slack documentation readme blog article customer billing payment invoice chat
conversation response answer report plan game unity unreal godot solidity contract blockchain wallet node nodejs npm webpack spark airflow lambda aws azure gcp bicep ansible
spring laravel django rails wordpress drupal webhook session authentication token credential secret password url feed email slide video image-generation prompt
simulation world map level build ci playwright cypress selenium vite next nextjs nuxt tailwind sdk cli`)

// modifiers are words in front of a thing that make it no other thing.
var modifiers = setOf(`all any every each both either new existing current other additional more most core basic full complete entire proper correct good clear clean
meaningful appropriate suitable relevant explicit consistent reproducible deterministic valid necessary needed required important critical major significant default
specific potential possible actual multiple single same initial final early frequent regular modern comprehensive robust strict simple unnecessary excessive unrelated another different global
python pytorch torch tensorflow keras numpy jax sklearn scikit learn huggingface lightning ml machine learning neural training train trainer model of`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
