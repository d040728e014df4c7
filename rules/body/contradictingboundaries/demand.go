package contradictingboundaries

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/policy/bullet"
	"github.com/agentlint/agentlint/policy/match"
)

// A saying is what one bullet says about an act.
type saying struct {
	bullet *bullet.Bullet
	deed   bullet.Deed
}

// reportDemands reports advice anywhere in a definition that a boundary contradicts: the same act is demanded, forbidden, or to be asked
// about. It leaves out the bullets in taken, about which something is said already.
func reportDemands(pass *analysis.Pass, f *agent.File, bullets []bullet.Bullet, taken map[int]bool) {
	said := map[string][]saying{} // by act
	for i := range bullets {
		b := &bullets[i]
		if isNarrowed(b) {
			continue
		}
		for _, d := range b.Demands() {
			for _, act := range match.Acts(&d) {
				now := saying{b, d.Deed}
				for _, earlier := range said[act] {
					if now.contradicts(earlier) && !taken[b.Range.Start] && !taken[earlier.bullet.Range.Start] {
						taken[b.Range.Start] = true
						reportPair(pass, f, b, earlier.bullet, quoted(b)+" contradicts "+quoted(earlier.bullet))
					}
				}
				said[act] = append(said[act], now)
			}
		}
	}
}

// contradicts reports whether an agent can't follow both. Of the two, one is a boundary; and what is only advised may well need asking.
func (s saying) contradicts(other saying) bool {
	if s.bullet == other.bullet || s.deed == other.deed || s.bullet.Tier == 0 && other.bullet.Tier == 0 {
		return false
	}
	for _, pair := range [][2]saying{{s, other}, {other, s}} {
		if pair[0].deed == bullet.Ask && pair[1].deed == bullet.Do && pair[1].bullet.Tier != body.Always {
			return false
		}
	}
	return true
}

var (
	narrowing = pattern.New(`(?i)\b(?:only|unless|except|instead|rather|otherwise|if|when|until|optional(?:ly)?|may|can|sometimes|legacy)\b|❌|✗|✘|🚫|✅|\?`)
	// others are titles under which bullets hold for a part of the work, or show what not to do.
	others = pattern.New(`(?i)\b(?:when|if|for|during|while|bad|wrong|anti-?patterns?|pitfalls?|mistakes?|avoid|examples?|before|after|instead|smells?|problems?|issues?|fail\w*|mode|phase|step|red flags?|rationali[sz]\w*|troubleshooting|legacy|excuses?|myths?)\b`)
)

// isNarrowed reports whether the words of a bullet, or the titles above it, say that it does not hold everywhere.
func isNarrowed(b *bullet.Bullet) bool {
	return b.Fault || narrowing.MatchString(b.Text) ||
		slices.ContainsFunc(b.Headings, func(title string) bool { return others.MatchString(title) && !isTier(title) })
}

// tiers are the titles of boundaries that others matches.
var tiers = pattern.New(`(?i)^\W*(?:ask (?:first|before)|avoid|always|never)\W*$`)

func isTier(title string) bool { return tiers.MatchString(title) }

func reportPair(pass *analysis.Pass, f *agent.File, b, earlier *bullet.Bullet, message string) {
	at, there := f.Range(b.Range), f.Range(earlier.Range)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Message: message,
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: quoted(earlier)}},
	})
}

// quoted quotes a bullet with its tier, cut to what fits a message.
func quoted(b *bullet.Bullet) string {
	text := b.Text
	if i := strings.IndexAny(text, ".;("); i > 20 {
		text = strings.TrimSpace(text[:i])
	}
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:59]) + "…"
	}
	if tier := b.Tier.String(); b.Tier != 0 && !b.Negated() && !strings.HasPrefix(strings.ToLower(text), strings.ToLower(tier)) {
		text = tier + ": " + text
	}
	return fmt.Sprintf("%q", text)
}
