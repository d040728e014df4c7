package main

import (
	"bytes"
	"embed"
	"fmt"
	"math/rand/v2"
	"strings"
	"text/template"
)

//go:embed synthetic.*.tmpl
var templateFiles embed.FS

var templates = template.Must(template.ParseFS(templateFiles, "synthetic.*.tmpl"))

// blocks are the templates of which a Python file is made, in any order and number.
var blocks = strings.Fields("config dataset model train evaluate helper metrics choose")

// A scene is what a template is filled with.
type scene struct {
	Name, Title, Noun, Topic string
	Sibling                  string // another file of the folder, "" for none
	Number                   int
	Fault                    bool
}

var (
	nouns  = strings.Fields("sample checkpoint batch feature token label image signal patch sequence graph sentence frame window episode")
	topics = strings.Fields("vision speech ranking translation forecasting segmentation retrieval detection pretraining distillation")
)

// folder is how many files share a folder, and import or hand over to each other.
const folder = 20

// python returns the text of the i-th synthetic Python file. The same index gives the same text on every machine.
func python(i int) []byte {
	var b bytes.Buffer
	random := rand.New(rand.NewPCG(uint64(i), 1))
	write(&b, "imports", newScene(random, i))
	for range 2 + random.IntN(4)*random.IntN(10) { // most files are short, some are long
		write(&b, blocks[random.IntN(len(blocks))], newScene(random, i))
	}
	if random.IntN(4) == 0 {
		write(&b, "main", newScene(random, i))
	}
	return b.Bytes()
}

// definition returns the text of the i-th synthetic definition, as [python] does.
func definition(i int) []byte {
	var b bytes.Buffer
	write(&b, "synthetic.md.tmpl", newScene(rand.New(rand.NewPCG(uint64(i), 2)), i))
	return b.Bytes()
}

func write(b *bytes.Buffer, name string, of scene) {
	if err := templates.ExecuteTemplate(b, name, of); err != nil {
		panic(err) // a mistake in our own template
	}
}

func newScene(random *rand.Rand, i int) scene {
	noun, topic := nouns[random.IntN(len(nouns))], topics[random.IntN(len(topics))]
	s := scene{Name: nameOf(i), Noun: noun, Topic: topic, Number: 1 << (3 + random.IntN(6)), Fault: random.IntN(20) == 0}
	s.Title = strings.ToUpper(topic[:1]) + topic[1:] + strings.ToUpper(noun[:1]) + noun[1:] + fmt.Sprint(random.IntN(1000))
	if first := i / folder * folder; i > first {
		s.Sibling = nameOf(first + random.IntN(i-first))
	}
	return s
}

func nameOf(i int) string { return fmt.Sprintf("part%d", i) }
