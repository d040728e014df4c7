package topic_test

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/policy/topic"
)

func TestTopics(t *testing.T) {
	seen := map[string]bool{}
	for _, one := range topic.All() {
		if seen[one.Name] || one.Title == "" || one.Summary == "" || strings.HasSuffix(one.Summary, ".") || one.Name != strings.ToLower(one.Name) {
			t.Errorf("%+v: want a name of its own, a title, and a summary without a full stop", one)
		}
		seen[one.Name] = true
		if got, ok := topic.ByName(one.Name); !ok || got != one {
			t.Errorf("ByName(%q) = %v, %v", one.Name, got, ok)
		}
	}
	if _, ok := topic.ByName("all"); ok {
		t.Error("all is no topic")
	}
}
