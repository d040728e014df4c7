package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const isc = `Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted,
provided that the above copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED
WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR
CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT,
NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.
`

const gpl = `This program is free software: you can redistribute it and/or modify it under the terms of the GNU General Public License as
published by the Free Software Foundation, either version 3 of the License, or (at your option) any later version.
`

func TestReadLicenses(t *testing.T) {
	tests := []struct {
		file, text string
		ids        []string
		fault      string
	}{
		{"LICENSE", isc, []string{"ISC"}, ""},
		{"LICENCE.txt", isc, []string{"ISC"}, ""},
		{"COPYING", gpl, []string{"GPL-3.0-or-later"}, "GPL-3.0-or-later is not among"},
		{"LICENSE", "Ask me first.\n", nil, "no licence is known"},
		{"README.md", isc, nil, "no licence is known"},
	}
	for _, test := range tests {
		m := &module{Path: "example.com/m", Dir: t.TempDir()}
		if err := os.WriteFile(filepath.Join(m.Dir, test.file), []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		err := m.readLicenses()
		if test.fault == "" && err != nil || test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)) {
			t.Errorf("%s with %.20q: %v, want %q", test.file, test.text, err, test.fault)
		}
		if ids := m.IDs(); !slices.Equal(ids, test.ids) {
			t.Errorf("%s with %.20q: %q, want %q", test.file, test.text, ids, test.ids)
		}
	}
}
