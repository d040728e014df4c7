package match

import (
	"strings"
	"sync"
)

// A verbClass is verbs that ask for the same where they are about the same thing.
type verbClass struct {
	bare  bool // a thing that is named without a verb is meant as well: "no placeholder comments"
	verbs string
}

// verbClasses are the classes that patterns name.
var verbClasses = map[string]verbClass{
	"have":          {true, "use have set add include provide require maintain ensure keep implement apply write create enforce enable fix specify define support follow hold reserve perform make call configure document"},
	"use":           {true, "use add write leave introduce include create have keep commit apply allow generate put insert accept produce submit rely emit ship make pass return"},
	"set":           {true, "set use fix pass pin seed initialize specify control define have provide ensure require enforce"},
	"seed":          {false, "seed reseed"},
	"reproduce":     {false, "reproduce"},
	"wrap":          {false, "wrap run perform do execute compute put use"},
	"disable":       {false, "disable"},
	"return":        {false, "return switch restore set put"},
	"unscale":       {false, "unscale"},
	"divide":        {false, "divide scale normalize"},
	"mix":           {false, "mix combine merge blend"},
	"load":          {false, "load restore"},
	"keep":          {false, "keep put store define specify read load centralize move place"},
	"leak":          {false, "leak"},
	"validate":      {false, "validate evaluate"},
	"annotate":      {false, "annotate"},
	"reraise":       {false, "reraise raise"},
	"normalize":     {false, "normalize standardize scale"},
	"fall back":     {false, "fall"},
	"modify":        {false, "mutate"},
	"accumulate":    {false, "accumulate sum add append"},
	"paste":         {false, "copy duplicate paste replicate"},
	"train":         {false, "train fit finetune learn retrain"},
	"fit":           {false, "fit compute learn calculate apply train use tune"},
	"learn":         {false, "fit train compute learn calculate derive"},
	"tune":          {false, "tune select choose optimize pick stop search decide adjust"},
	"evaluate":      {false, "evaluate validate test measure assess monitor benchmark report"},
	"log":           {false, "log record track capture"},
	"monitor":       {false, "log record track monitor report watch plot"},
	"save":          {true, "save write persist store create keep implement use enable add"},
	"persist":       {false, "save persist store export serialize bundle"},
	"employ":        {false, "use apply employ"},
	"except":        {false, "catch except"},
	"preserve":      {false, "preserve keep save retain use include"},
	"overwrite":     {false, "overwrite clobber replace lose"},
	"version":       {false, "version"},
	"catch":         {true, "catch except use handle have write"},
	"swallow":       {false, "swallow suppress silence mask hide"},
	"ignore":        {false, "ignore swallow suppress hide discard"},
	"handle":        {false, "handle"},
	"write":         {false, "log"},
	"raise":         {false, "raise throw use"},
	"close":         {false, "close release clean cleanup free clear"},
	"reduce":        {true, "reduce minimize limit keep maintain lower avoid decrease"},
	"exceed":        {true, "exceed use write create have allow increase"},
	"mutate":        {false, "mutate modify change alter update edit"},
	"hardcode":      {false, "hardcode embed write put use"},
	"fix in code":   {false, "hardcode"},
	"document":      {false, "document explain describe annotate comment"},
	"resume":        {false, "resume restart continue"},
	"restore":       {false, "restore load resume recover save include store"},
	"support":       {false, "support implement enable provide ensure allow test"},
	"zero":          {false, "zero clear reset call use"},
	"step":          {false, "step call update"},
	"call":          {true, "call use set switch put invoke remember"},
	"apply":         {true, "apply use add call put"},
	"shuffle":       {false, "shuffle"},
	"split":         {false, "split use partition divide create"},
	"cut":           {false, "split partition divide"},
	"oversample":    {false, "resample oversample undersample"},
	"resample":      {false, "resample oversample apply use balance sample perform"},
	"augment":       {false, "augment apply use transform"},
	"transform":     {false, "augment transform"},
	"duplicate":     {false, "duplicate copy"},
	"remove":        {false, "remove delete clean eliminate"},
	"name":          {false, "name use make keep choose"},
	"differentiate": {false, "differentiate distinguish name use"},
	"describe":      {false, "describe"},
	"match":         {false, "match follow preserve keep respect use stick"},
	"remain":        {false, "evaluate judge score measure assess validate"},
	"change": {true, "change make pull experiment modify adjust alter edit update use add switch introduce remove replace upgrade bump tune touch delete rename redefine move increase decrease reduce " +
		"swap rewrite refactor install enable disable migrate downgrade drop extend set regenerate overwrite write pick select choose apply configure override customize commit restructure redesign scale try mutate"},
}

// verbs are the verbs of each class.
var verbs = sync.OnceValue(func() map[string]map[string]bool {
	all := map[string]map[string]bool{}
	for name, class := range verbClasses {
		all[name] = map[string]bool{}
		for _, verb := range strings.Fields(class.verbs) {
			all[name][verb] = true
		}
	}
	return all
})

// takes reports whether a verb belongs to a class, "" if a thing alone is named.
func takes(class, verb string) bool {
	if verb == "" {
		return verbClasses[class].bare
	}
	return verbs()[class][verb]
}
