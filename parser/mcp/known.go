package mcp

import (
	_ "embed"
	"sync"
)

// A Status is what became of a package.
type Status string

// The statuses.
const (
	Gone     Status = "gone"     // not in the registry
	Archived Status = "archived" // gets no fixes any more
)

// A Known is a package that is not what its name promises.
type Known struct {
	Name     string   `yaml:"name"`
	Registry Registry `yaml:"registry"`
	Status   Status   `yaml:"status"`
	Instead  string   `yaml:"instead"` // what to use; "" if nothing takes its place
	Source   string   `yaml:"source"`  // URL
	Checked  string   `yaml:"checked"` // date: 2006-01-02
}

// Lookup returns what is known about a package, or nil.
func Lookup(p Package) *Known {
	all := known()
	for i := range all {
		if all[i].Registry == p.Registry && all[i].Name == p.Name {
			return &all[i]
		}
	}
	return nil
}

//go:embed packages.yaml
var packageData []byte

var known = sync.OnceValue(func() []Known {
	var all []Known
	decode(packageData, &all)
	return all
})
