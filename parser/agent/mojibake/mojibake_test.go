package mojibake_test

import (
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"github.com/agentlint/agentlint/parser/agent/mojibake"
)

func TestFind(t *testing.T) {
	tests := []struct {
		name, text string
		want       []mojibake.Run
	}{
		{"dash, Mac Roman", "a ‚Äì b", []mojibake.Run{{2, 9, "–", "Mac Roman"}}},
		{"check mark, Mac Roman", "### ‚úÖ Always", []mojibake.Run{{4, 11, "✅", "Mac Roman"}}},
		{"sign with variation selector", "‚ö†Ô∏è Ask", []mojibake.Run{{0, 15, "⚠️", "Mac Roman"}}},
		{"emoji that starts with the Apple logo", "\uf8ffüö´ Never", []mojibake.Run{{0, 9, "🚫", "Mac Roman"}}},
		{"quotes, Windows-1252", "it â€™ s", []mojibake.Run{{3, 11, "’", "Windows-1252"}}},
		{"letter, Latin-1 table", "cafÃ©", []mojibake.Run{{3, 7, "é", "Windows-1252"}}},
		{"control characters, Latin-1", "x â\u0080\u0094 y", []mojibake.Run{{2, 8, "—", "Latin-1"}}},
		{"one run a line", "‚Äì\n‚Äì", []mojibake.Run{{0, 7, "–", "Mac Roman"}, {8, 15, "–", "Mac Roman"}}},
		{"ASCII", "plain", nil},
		{"emoji", "✅ ⚠️ 🚫 – “x” … é ü", nil},
		{"boxes", "├── a\n└─┐", nil},
		{"other scripts", "Привет 你好 déjà Größe ñandú", nil},
		{"signs", "≈± ≤ √ ¬ 20 °C £5 ©", nil},
		{"a replacement character is lost for good", "a � b", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, mojibake.Find([]byte(test.text))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// tables damage text the way that browsers and editors do.
var tables = map[string]*charmap.Charmap{
	"Mac Roman": charmap.Macintosh, "Windows-1252": charmap.Windows1252, "Latin-1": charmap.ISO8859_1,
}

func damage(text, codec string) string {
	var damaged []rune
	for _, b := range []byte(text) {
		r := tables[codec].DecodeByte(b)
		if r == utf8.RuneError {
			r = rune(b) // the byte has no character
		}
		damaged = append(damaged, r)
	}
	return string(damaged)
}

func TestRepairUndoesEveryTable(t *testing.T) {
	const original = "– ’ “quoted” ✅ ⚠️ 🚫 → │ é ™\nplain"
	for codec := range tables {
		if got := string(mojibake.Repair([]byte(damage(original, codec)))); got != original {
			t.Errorf("%s: got %q", codec, got)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("a ‚Äì b ‚úÖ\nâ€™")
	f.Fuzz(func(t *testing.T, text string) {
		for _, run := range mojibake.Find([]byte(text)) {
			if got := damage(run.Text, run.Codec); got != text[run.Start:run.End] {
				t.Errorf("%q decodes to %q, not to %q", run.Text, got, text[run.Start:run.End])
			}
		}
	})
}
