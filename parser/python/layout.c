#include "layout.h"

#include <string.h>

// What the blanks at the start of a line come to: in Python, for the grammar, and where they end.
typedef struct { uint32_t end, python, grammar; } indent;

// Python ends lines at carriage returns, too; the grammar knows them in front of a line feed only.
static void end_lines(uint8_t *text, uint32_t length) {
	uint8_t *at = text;
	while ((at = memchr(at, '\r', (size_t)(text + length - at)))) {
		if (at[1] != '\n') *at = '\n';
		at++;
	}
}

static bool is_blank(uint8_t c) { return c == ' ' || c == '\t' || c == '\f'; }

// The bytes of a line end at a place, 0 if there is none.
static uint32_t line_end(const uint8_t *at) { return at[0] == '\n' ? 1 : at[0] == '\r' && at[1] == '\n' ? 2 : 0; }

// Python takes tabs to the next multiple of eight, and where an indent goes on behind a backslash the columns before it;
// the grammar adds up eight for each tab, and all lines.
static indent measure(const uint8_t *text, uint32_t at) {
	uint32_t column = 0, first = 0;
	indent i = {0};
	for (;; at++) {
		switch (text[at]) {
		case ' ':
			column++;
			i.grammar++;
			continue;
		case '\t':
			column = column / 8 * 8 + 8;
			i.grammar += 8;
			continue;
		case '\f':
			column = i.grammar = 0;
			continue;
		case '\\':
			if (line_end(text + at + 1) == 0) break;
			if (first == 0) first = column;
			at += line_end(text + at + 1);
			continue;
		}
		i.end = at;
		i.python = first ? first : column;
		return i;
	}
}

// Rewrites the indent of the line that starts at a place, if the grammar took it for another. A form feed takes back what is
// before it. It returns where the indent ends.
static uint32_t lay_out_line(uint8_t *text, uint32_t start) {
	indent i = measure(text, start);
	uint32_t tabs = i.python / 8, spaces = i.python % 8, bytes = i.end - start;
	if (i.grammar == i.python || tabs + spaces > bytes || text[i.end] == 0 || line_end(text + i.end) > 0) return i.end;
	uint32_t rest = bytes - tabs - spaces;
	memset(text + start, ' ', bytes);
	memset(text + start + rest, '\t', tabs);
	if (rest > 0) text[start + rest - 1] = '\f';
	return i.end;
}

// Lays out the lines whose indent has a certain character.
static void lay_out_lines(uint8_t *text, uint32_t length, char with) {
	for (uint8_t *found = text; (found = memchr(found, with, (size_t)(text + length - found)));) {
		uint8_t *start = found, *after = found + 1;
		while (start > text && is_blank(start[-1])) start--;
		if (start == text || start[-1] == '\n') after = text + lay_out_line(text, (uint32_t)(start - text));
		if (after == found) after++; // a backslash that ends no line
		while (is_blank(*after)) after++;
		found = after;
	}
}

void agentlint_lay_out(uint8_t *text, uint32_t length) {
	end_lines(text, length);
	lay_out_lines(text, length, '\t');
	lay_out_lines(text, length, '\\');
}
