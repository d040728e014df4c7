package pattern

// The methods below are those of regexp.Regexp. Package regexp is only asked if there is a match.

// FindString is that of regexp.Regexp.
func (p *Pattern) FindString(text string) string {
	if !p.MatchString(text) {
		return ""
	}
	return p.regexp().FindString(text)
}

// FindStringIndex is that of regexp.Regexp.
func (p *Pattern) FindStringIndex(text string) []int {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindStringIndex(text)
}

// FindStringSubmatch is that of regexp.Regexp.
func (p *Pattern) FindStringSubmatch(text string) []string {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindStringSubmatch(text)
}

// FindStringSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindStringSubmatchIndex(text string) []int {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindStringSubmatchIndex(text)
}

// FindAllString is that of regexp.Regexp.
func (p *Pattern) FindAllString(text string, n int) []string {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindAllString(text, n)
}

// FindAllStringIndex is that of regexp.Regexp.
func (p *Pattern) FindAllStringIndex(text string, n int) [][]int {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindAllStringIndex(text, n)
}

// FindAllStringSubmatch is that of regexp.Regexp.
func (p *Pattern) FindAllStringSubmatch(text string, n int) [][]string {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindAllStringSubmatch(text, n)
}

// FindAllStringSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindAllStringSubmatchIndex(text string, n int) [][]int {
	if !p.MatchString(text) {
		return nil
	}
	return p.regexp().FindAllStringSubmatchIndex(text, n)
}

// Find is that of regexp.Regexp.
func (p *Pattern) Find(text []byte) []byte {
	if !p.Match(text) {
		return nil
	}
	return p.regexp().Find(text)
}

// FindSubmatch is that of regexp.Regexp.
func (p *Pattern) FindSubmatch(text []byte) [][]byte {
	if !p.Match(text) {
		return nil
	}
	return p.regexp().FindSubmatch(text)
}

// FindSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindSubmatchIndex(text []byte) []int {
	if !p.Match(text) {
		return nil
	}
	return p.regexp().FindSubmatchIndex(text)
}

// FindAllIndex is that of regexp.Regexp.
func (p *Pattern) FindAllIndex(text []byte, n int) [][]int {
	if !p.Match(text) {
		return nil
	}
	return p.regexp().FindAllIndex(text, n)
}

// FindAllSubmatch is that of regexp.Regexp.
func (p *Pattern) FindAllSubmatch(text []byte, n int) [][][]byte {
	if !p.Match(text) {
		return nil
	}
	return p.regexp().FindAllSubmatch(text, n)
}

// FindAllSubmatchIndex is that of regexp.Regexp.
func (p *Pattern) FindAllSubmatchIndex(text []byte, n int) [][]int {
	if !p.Match(text) {
		return nil
	}
	return p.regexp().FindAllSubmatchIndex(text, n)
}

// ReplaceAllString is that of regexp.Regexp.
func (p *Pattern) ReplaceAllString(text, with string) string {
	if !p.MatchString(text) {
		return text
	}
	return p.regexp().ReplaceAllString(text, with)
}

// ReplaceAllStringFunc is that of regexp.Regexp.
func (p *Pattern) ReplaceAllStringFunc(text string, with func(string) string) string {
	if !p.MatchString(text) {
		return text
	}
	return p.regexp().ReplaceAllStringFunc(text, with)
}

// ReplaceAll is that of regexp.Regexp.
func (p *Pattern) ReplaceAll(text, with []byte) []byte {
	if !p.Match(text) {
		return text
	}
	return p.regexp().ReplaceAll(text, with)
}

// ReplaceAllFunc is that of regexp.Regexp.
func (p *Pattern) ReplaceAllFunc(text []byte, with func([]byte) []byte) []byte {
	if !p.Match(text) {
		return text
	}
	return p.regexp().ReplaceAllFunc(text, with)
}

// Split is that of regexp.Regexp.
func (p *Pattern) Split(text string, n int) []string { return p.regexp().Split(text, n) }
