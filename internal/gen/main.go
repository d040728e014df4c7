// Command gen writes what follows from the folders under rules: the list of rules in rules/all.go, the index in
// docs/rules.md, and the lines of each rule's page on its fix and its precision. With "rule FAMILY/NAME" it makes the folder of a new rule instead,
// and with "release" it adds the names of rules to the list of those that were released.
package main

import (
	"errors"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	if err := run(os.Args[1:]); err != nil {
		log.Fatal(err)
	}
}

func run(args []string) error {
	if err := toRoot(); err != nil {
		return err
	}
	if len(args) == 2 && args[0] == "rule" {
		return scaffold(args[1])
	}
	isRelease := len(args) == 1 && args[0] == "release"
	if len(args) > 0 && !isRelease {
		return errors.New("usage: gen [rule FAMILY/NAME | release]")
	}
	rules, err := readRules()
	if err != nil {
		return err
	}
	if isRelease {
		return release(rules)
	}
	if err := addSince(rules); err != nil {
		return err
	}
	return errors.Join(writeList(rules), writeIndex(rules), writePages(rules))
}

// toRoot changes to the module's root, so that gen does the same wherever it is started.
func toRoot() error {
	for {
		if _, err := os.Stat("go.mod"); err == nil {
			return nil
		}
		if dir, err := os.Getwd(); err != nil || dir == filepath.Dir(dir) {
			return errors.New("there is no go.mod here or above")
		}
		if err := os.Chdir(".."); err != nil {
			return err
		}
	}
}
