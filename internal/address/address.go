// Package address holds where this build of agentlint is published: nowhere, unless the build sets it. A name that is not
// set is somebody else's, so nothing that agentlint writes may lead to an address that is not from here.
//
// release.env is where the owner sets them; the Makefile gives them to the linker (-ldflags -X).
package address

import "strings"

// Repository is the owner and the name of the repository on GitHub, such as owner/name.
var Repository string

// Site is the address of the documentation, which has a page rules/RULE for each rule.
var Site string

// PyPI is the name of the distribution on PyPI.
var PyPI string

// NPM is the name of the package on npm.
var NPM string

// Home is where the project lives: its repository, else its documentation, "" if there is neither.
func Home() string {
	if Repository != "" {
		return "https://github.com/" + Repository
	}
	return site()
}

// Rule is where the page of a rule can be read, "" if that is nowhere. The file is that of the page in the repository.
func Rule(id, file string) string {
	switch {
	case Site != "":
		return site() + "/rules/" + id
	case Repository != "":
		return Home() + "/blob/HEAD/" + file
	}
	return ""
}

// All are the addresses there are, by what is there, in the order in which people look for them.
func All() (all [][2]string) {
	for _, a := range [][3]string{
		{"repository", "https://github.com/", Repository}, {"documentation", "", site()},
		{"PyPI", "https://pypi.org/project/", PyPI}, {"npm", "https://www.npmjs.com/package/", NPM},
	} {
		if a[2] != "" {
			all = append(all, [2]string{a[0], a[1] + a[2]})
		}
	}
	return all
}

func site() string { return strings.TrimSuffix(Site, "/") }
