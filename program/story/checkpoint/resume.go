package checkpoint

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// Unrestored are the parts of the state that a resumed run does not get back though they are saved.
type Unrestored struct {
	At    value.Place // of the call that reads the checkpoint
	Parts []framework.Part
	Anew  bool // all is restored, but the epochs are counted from the start
}

// NotRestored answers what a training saves and does not restore when it is resumed. All that is read is taken together.
func NotRestored(s *story.Story, t *story.Training) (left Unrestored, ok bool) {
	var restored Contents
	var resumes *Reading
	for i := range Readings(s) {
		r := &Readings(s)[i]
		restored.add(r.Restored)
		if resumes == nil && r.Resumes() {
			resumes = r
		}
	}
	switch {
	case resumes == nil && !restored.Open:
		return countsAnew(s, t)
	case restored.Open || resumes == nil:
		return Unrestored{}, false
	}
	left.At = resumes.Step.Event.At
	for _, part := range []framework.Part{framework.Optimizer, framework.Scheduler, framework.Scaler, framework.Epoch} {
		if !restored.Has(part) && hasUnderKey(s, part, t) {
			left.Parts = append(left.Parts, part)
		}
	}
	for _, part := range numbersLeft(s, t) {
		if !slices.Contains(left.Parts, part) {
			left.Parts = append(left.Parts, part)
		}
	}
	return left, len(left.Parts) > 0
}

// hasUnderKey reports whether a checkpoint that is a mapping holds a part of the state.
func hasUnderKey(s *story.Story, part framework.Part, t *story.Training) bool {
	return Of(s, t).Any(func(c *Checkpoint) bool {
		held := ContentsOf(s, c, t)
		return c.Facts.Object != nil && len(held.Keys) > 0 && held.Has(part)
	})
}

// A Mismatch is a key that is read of a checkpoint and never written to one.
type Mismatch struct {
	Key    Key
	Saved  []string // the keys that are written
	Unread []string // those of them that are never read
	Like   string   // that of them under which the same part of the state is saved, "" if there is none
}

// Mismatches answers which keys are read that no checkpoint of some trainings holds. A checkpoint that shares no key with those
// that are saved is taken to come from elsewhere.
func Mismatches(s *story.Story) (out []Mismatch) {
	saved, ok := savedKeys(s)
	if !ok {
		return nil
	}
	var read []string
	for _, r := range Readings(s) {
		for _, k := range r.Keys {
			read = append(read, k.Name)
		}
	}
	unread := slices.DeleteFunc(slices.Clone(saved), func(key string) bool { return slices.Contains(read, key) })
	parts := savedParts(s)
	for _, r := range Readings(s) {
		if !slices.ContainsFunc(r.Keys, func(k Key) bool { return slices.Contains(saved, k.Name) }) {
			continue
		}
		for _, k := range r.Keys {
			if k.Name != "" && !slices.Contains(saved, k.Name) {
				out = append(out, Mismatch{k, saved, unread, likeKey(k.Name, unread, parts)})
			}
		}
	}
	return out
}

// likeKey returns the key, among some, under which the part of the state is saved that a key is called by.
func likeKey(name string, keys []string, parts map[string]framework.Part) string {
	part := PartOf(name)
	i := slices.IndexFunc(keys, func(key string) bool { return part != "" && parts[key] == part })
	if i < 0 {
		return ""
	}
	return keys[i]
}

// savedKeys are the keys of all that the script saves, false if there may be others.
func savedKeys(s *story.Story) (saved []string, ok bool) {
	for i := range s.Trainings {
		t := &s.Trainings[i]
		all := Of(s, t)
		if all.Hidden || all.Afterwards {
			return nil, false
		}
		for i := range all.All {
			held := ContentsOf(s, &all.All[i], t)
			if held.Open || held.Built {
				return nil, false
			}
			saved = append(saved, held.Keys...)
		}
	}
	slices.Sort(saved)
	return slices.Compact(saved), true
}
