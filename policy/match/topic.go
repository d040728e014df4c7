package match

import (
	"slices"

	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/topic"
)

// topics are what changes are about, by what a bullet calls it.
var topics = []struct{ topic, thing string }{
	{topic.Architecture, "architecture"},
	{topic.Augmentation, "augmentation"},
	{topic.LRSchedule, "lr schedule"},
	{topic.MixedPrecision, "mixed precision"},
	{topic.Split, "split"},
	{topic.Preprocessing, "preprocessing"},
	{topic.DataSource, "data source"},
	{topic.Loss, "loss function"},
	{topic.Metric, "metric"},
	{topic.Optimizer, "optimizer"},
	{topic.Seed, "seed"},
	{topic.Distributed, "distributed"},
	{topic.Dependency, "dependency"},
	{topic.CheckpointFormat, "checkpoint format"},
	{topic.Policy, "policy"},
}

// Topics returns what a demand wants to be asked about, or not to be changed, by the names of topics.
func Topics(d *bullet.Demand, in Field) (names []string) {
	if d.Derived || d.Deed == bullet.Do || !takes("change", d.Verb) || d.Verb == "" && d.Deed != bullet.Ask {
		return nil
	}
	if d.Deed == bullet.Avoid && (!alters[d.Verb] || isNarrowed(d)) {
		return nil
	}
	for _, t := range topics {
		p := Pattern{Deed: d.Deed, Verb: "change", Object: t.thing}
		if field := things[t.thing].field; (in >= field || field == Any) && p.isAbout(d) && (field != Any || len(d.Objects) > 0 && isThing(d.Objects[0], t.thing)) {
			names = append(names, t.topic)
		}
	}
	return names
}

// isNarrowed reports whether a demand is about what is done with something else: "never tune hyperparameters on test data" leaves other tuning
// alone.
func isNarrowed(d *bullet.Demand) bool {
	return slices.ContainsFunc(d.Qualifiers, func(q bullet.Qualifier) bool { return q.Preposition != "without" && isAnyThing(q.Words) })
}

// alters are the verbs whose deed is forbidden as a change: "never use X" is no word on changes, "never change X" is.
var alters = setOf(`change modify adjust alter edit update add switch introduce remove replace upgrade bump delete rename redefine rewrite refactor downgrade touch install tune regenerate
overwrite move enable disable reduce mutate restructure redesign customize override`)
