package program

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInOrder(t *testing.T) {
	tests := []struct{ name, files, want string }{
		{
			"arguments before the call, callees where they are called, once",
			`-- train.py --
def prepare():
    a(b())

def main():
    prepare()
    c(d(), e=f())
    prepare()

main()
` + loop + `
fit(g(), h, i)
`,
			"main prepare b a d f c prepare g fit model backward step",
		},
		{
			"imports where they stand",
			`-- train.py --
a()
import config
b()
for x in loader:
    model(x).backward()
    optimizer.step()
-- config.py --
c()
if __name__ == "__main__":
    d()
`,
			"a c b model backward step",
		},
		{
			"what is handed over, and methods of the class that is made",
			`-- train.py --
class Run:
    def __init__(self):
        a()

    def go(self, callback):
        for x in loader:
            model(x).backward()
            optimizer.step()

def callback():
    b()

Run().go(callback)
`,
			"Run a go model backward step b",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entry := link(t, tt.files).entries[0]
			var got []string
			for site := range entry.inOrder() {
				got = append(got, strings.Trim(lastPart(site.call().Callee), "?~"))
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
