package glob

import (
	"fmt"
	"testing"
)

func benchmarkMany(b *testing.B, format string) {
	var all []string
	for n := 0; n < 100_000; {
		all = append(all, fmt.Sprintf(format, len(all)))
		n += len(all[len(all)-1]) + 1
	}
	var paths []string
	for i := range 5000 {
		paths = append(paths, fmt.Sprintf("src/package%d/module/file_%d.py", i/20, i))
	}
	for b.Loop() {
		s, err := New(all...)
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range paths {
			s.Match(p)
		}
	}
	b.ReportMetric(float64(len(all)), "globs")
}

// BenchmarkMany matches 5,000 paths with 100 kB of globs.
func BenchmarkMany(b *testing.B) {
	for _, format := range []string{"a%d", "src/a%d*", "**/a%d*", "**/*%d*", "*%d", "**/*i*[%d]/**"} {
		b.Run(format, func(b *testing.B) { benchmarkMany(b, format) })
	}
}
