package source_test

import (
	"testing"

	"github.com/agentlint/agentlint/parser/source"
)

// The extract `a"b😀c` + an added line break, of the file `xx"a\"b\ud83d\ude00" "c"`.
var escaped = source.Mapping{
	source.Run(0, 3, 1), {Extract: 1, File: 4, Length: 1, Size: 2}, source.Run(2, 6, 1),
	{Extract: 3, File: 7, Length: 4, Size: 12}, source.Run(7, 22, 1), {Extract: 8, File: 24, Length: 1},
}

func TestMapping(t *testing.T) {
	for _, tt := range []struct{ start, end, from, to int }{
		{0, 1, 3, 4}, {1, 2, 4, 6}, {2, 3, 6, 7}, {3, 7, 7, 19}, {7, 8, 22, 23}, {8, 9, 24, 24},
		{0, 9, 3, 24}, {4, 6, 7, 19}, // half a character is all of it
	} {
		if from, to := escaped.Start(tt.start), escaped.End(tt.end); from != tt.from || to != tt.to {
			t.Errorf("%d to %d is %d to %d, want %d to %d", tt.start, tt.end, from, to, tt.from, tt.to)
		}
	}
}

func TestInside(t *testing.T) {
	want := map[int]int{3: 0, 4: 1, 6: 2, 7: 3, 19: 7, 22: 7, 23: 8}
	for at := range 26 {
		got, ok := escaped.Inside(at)
		if place, is := want[at]; ok != is || ok && got != place {
			t.Errorf("byte %d of the file is byte %d of the extract (%v), want %d (%v)", at, got, ok, place, is)
		}
	}
}
