#include "lexer.h"

#include <string.h>

// What a character is to the operator before it.
enum { AFTER_OTHER, AFTER_EQUAL, AFTER_GREATER, AFTER_LESS, AFTER_STAR, AFTER_SLASH, AFTER_DOT, AFTER_DIGIT, AFTER_LETTER, AFTER_COUNT };

// The operators are learnt from the generated lexer: what it makes of each first two characters in each of its states.
typedef struct {
	uint8_t symbol, length; // length 0: ask the generated lexer
} operator_token;

enum { KEYWORD_SLOTS = 256, MAX_KEYWORD = 16 };

// What the lexer has learnt of the language, once per process.
static struct {
	operator_token operators[MAX_LEX_STATES][32][AFTER_COUNT];
	bool numbers[MAX_LEX_STATES]; // the lexer's states in which a number may begin
	bool verbatim[MAX_LEX_STATES]; // those without white space and comments, in format specifiers
	struct { uint64_t head, tail; uint8_t symbol; } keywords[KEYWORD_SLOTS]; // open addressing
} known;

// The first n bytes at s, at most 8, as a number; 8 bytes must be readable.
static inline uint64_t word_at(const uint8_t *s, uint32_t n) {
	uint64_t word;
	__builtin_memcpy(&word, s, 8);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return n < 8 ? word & ~(~(uint64_t)0 << 8 * n) : word;
#else
	return n < 8 ? word >> (64 - 8 * n) : word;
#endif
}

static inline uint32_t keyword_slot(uint64_t word) { return (uint32_t)(word * 0x9e3779b97f4a7c15u >> 56); }

// What a token may be, by its first character.
enum { OTHER, SPACE, BLANK, WORD, DIGIT, OPERATOR, QUOTE };

static const uint8_t first_class[256] = {
	[0] = BLANK, [' '] = SPACE, ['\t' ... '\r'] = BLANK, ['\\'] = BLANK, ['#'] = BLANK,
	['a' ... 'z'] = WORD, ['A' ... 'Z'] = WORD, ['_'] = WORD, ['0' ... '9'] = DIGIT,
	['\''] = QUOTE, ['"'] = QUOTE, ['`'] = QUOTE,
	['!'] = OPERATOR, ['%'] = OPERATOR, ['&'] = OPERATOR, ['('] = OPERATOR, [')'] = OPERATOR, ['*'] = OPERATOR,
	['+'] = OPERATOR, [','] = OPERATOR, ['-'] = OPERATOR, ['.'] = OPERATOR, ['/'] = OPERATOR, [':'] = OPERATOR,
	[';'] = OPERATOR, ['<'] = OPERATOR, ['='] = OPERATOR, ['>'] = OPERATOR, ['@'] = OPERATOR, ['['] = OPERATOR,
	[']'] = OPERATOR, ['^'] = OPERATOR, ['{'] = OPERATOR, ['|'] = OPERATOR, ['}'] = OPERATOR, ['~'] = OPERATOR,
};

static const char operators[] = "!%&()*+,-./:;<=>@[]^{|}~";

// The place of each operator's first character in operators.
static const uint8_t operator_index[256] = {
	['!'] = 0, ['%'] = 1, ['&'] = 2, ['('] = 3, [')'] = 4, ['*'] = 5, ['+'] = 6, [','] = 7, ['-'] = 8, ['.'] = 9,
	['/'] = 10, [':'] = 11, [';'] = 12, ['<'] = 13, ['='] = 14, ['>'] = 15, ['@'] = 16, ['['] = 17, [']'] = 18,
	['^'] = 19, ['{'] = 20, ['|'] = 21, ['}'] = 22, ['~'] = 23,
};

static const uint8_t after_class[256] = {
	['='] = AFTER_EQUAL, ['>'] = AFTER_GREATER, ['<'] = AFTER_LESS, ['*'] = AFTER_STAR, ['/'] = AFTER_SLASH,
	['.'] = AFTER_DOT, ['0' ... '9'] = AFTER_DIGIT, ['a' ... 'z'] = AFTER_LETTER,
};

static const bool in_word[256] = {['a' ... 'z'] = true, ['A' ... 'Z'] = true, ['_'] = true, ['0' ... '9'] = true};

// The characters at which the inside of a string needs a thought.
static const bool in_string_special[256] = {
	[0] = true, ['\n'] = true, ['\\'] = true, ['\''] = true, ['"'] = true, ['`'] = true, ['{'] = true, ['}'] = true,
};

// The delimiter of a string: its quote and what its prefix says.
enum { SINGLE = 1, DOUBLE = 2, BACK = 4, RAW = 8, FORMAT = 16, TRIPLE = 32, BYTES = 64 };

static const uint8_t quote_flag[256] = {['\''] = SINGLE, ['"'] = DOUBLE, ['`'] = BACK};

static const uint8_t prefix_flag[256] = {
	['f'] = FORMAT, ['F'] = FORMAT, ['r'] = RAW, ['R'] = RAW, ['b'] = BYTES, ['B'] = BYTES,
	['u'] = 128, ['U'] = 128, // means nothing
};

// The generated lexer reads characters through these.

static bool is_continuation(uint8_t c) { return (c & 0xc0) == 0x80; }

// decode reads one character of UTF-8, or -1 and one byte where there is none.
static int32_t decode(const uint8_t *s, uint32_t *width) {
	*width = 1;
	if (s[0] < 0x80) return s[0];
	if (s[0] >= 0xc2 && s[0] <= 0xdf && is_continuation(s[1])) {
		*width = 2;
		return (s[0] & 0x1f) << 6 | (s[1] & 0x3f);
	}
	if (s[0] >= 0xe0 && s[0] <= 0xef && is_continuation(s[1]) && is_continuation(s[2])) {
		int32_t c = (s[0] & 0x0f) << 12 | (s[1] & 0x3f) << 6 | (s[2] & 0x3f);
		if (c < 0x800 || (c >= 0xd800 && c <= 0xdfff)) return -1;
		*width = 3;
		return c;
	}
	if (s[0] >= 0xf0 && s[0] <= 0xf4 && is_continuation(s[1]) && is_continuation(s[2]) && is_continuation(s[3])) {
		int32_t c = (s[0] & 0x07) << 18 | (s[1] & 0x3f) << 12 | (s[2] & 0x3f) << 6 | (s[3] & 0x3f);
		if (c < 0x10000 || c > 0x10ffff) return -1;
		*width = 4;
		return c;
	}
	return -1;
}

static void look(lexer *l) { l->generated.lookahead = decode(l->text + l->position, &l->width); }

static void advance(ts_lexer *generated, bool skip) {
	lexer *l = (lexer *)generated;
	if (l->position >= l->length) return;
	l->position += l->width;
	if (skip) l->start = l->position;
	look(l);
}

static void mark_end(ts_lexer *generated) {
	lexer *l = (lexer *)generated;
	l->end = l->position;
}

static bool at_eof(const ts_lexer *generated) {
	const lexer *l = (const lexer *)generated;
	return l->position >= l->length;
}

static uint32_t column(ts_lexer *generated) { return (void)generated, 0; } // Python's lexer does not ask
static bool at_range_start(const ts_lexer *generated) { return (void)generated, false; }

void agentlint_lexer_reset(lexer *l, const uint8_t *text, uint32_t length) {
	*l = (lexer){
		.generated = {.advance = advance, .mark_end = mark_end, .get_column = column,
			.is_at_included_range_start = at_range_start, .eof = at_eof},
		.text = text,
		.length = length,
		.blank = {.start = 1}, // none yet: it ends before it starts
	};
}

void agentlint_scanner_reset(scanner *s) {
	s->indent_count = 1;
	s->indents[0] = 0;
	s->delimiter_count = 0;
	s->in_fstring = false;
	s->brackets = 0;
}

void agentlint_scanner_pass(scanner *s, const token *t) {
	s->brackets += (uint32_t)grammar.brackets[t->symbol];
	switch (t->symbol) {
	case SYMBOL_INDENT:
		s->indents[s->indent_count++] = t->detail;
		break;
	case SYMBOL_DEDENT:
		s->indent_count--;
		break;
	case SYMBOL_STRING_START:
		s->delimiters[s->delimiter_count++] = t->detail;
		s->in_fstring = t->detail & FORMAT;
		break;
	case SYMBOL_STRING_END:
		s->delimiter_count--;
		s->in_fstring = false;
	}
}

static void start_generated(lexer *l, uint32_t at) {
	l->position = l->start = at;
	l->end = UINT32_MAX;
	l->generated.result_symbol = 0;
	look(l);
}

// Names the token t, a word of length n, by its keyword if the parse can go on with that in its state.
static void name_word(const uint8_t *word, uint32_t n, uint16_t state, token *t) {
	t->symbol = SYMBOL_IDENTIFIER;
	t->keyword = false;
	if (n > MAX_KEYWORD) return;
	uint64_t head = word_at(word, n), tail = n > 8 ? word_at(word + 8, n - 8) : 0;
	for (uint32_t slot = keyword_slot(head); known.keywords[slot].symbol; slot = (slot + 1) % KEYWORD_SLOTS) {
		if (known.keywords[slot].head != head || known.keywords[slot].tail != tail) continue;
		if (grammar.actions[state][known.keywords[slot].symbol] == ACTION_ERROR) return;
		t->symbol = known.keywords[slot].symbol;
		t->keyword = true;
		return;
	}
}

// Asks the generated lexer.
static bool lex_generated(lexer *l, uint16_t state, uint32_t at, token *t) {
	start_generated(l, at);
	if (!grammar.lex(&l->generated, grammar.modes[state].state)) return false;
	*t = (token){.start = l->start, .end = l->end, .symbol = l->generated.result_symbol};
	if (t->symbol == SYMBOL_IDENTIFIER) name_word(l->text + t->start, t->end - t->start, state, t);
	return true;
}

// The inside of strings.

static void string_token(token *t, uint16_t symbol, uint32_t start, uint32_t end) {
	*t = (token){.start = start, .end = end, .symbol = symbol};
}

// Passes a backslash in a raw string, and what it keeps from meaning anything.
static uint32_t pass_raw_backslash(const uint8_t *text, uint32_t at, uint8_t quote) {
	at++;
	if (text[at] == quote || text[at] == '\\') at++;
	if (text[at] == '\r') at++, at += text[at] == '\n';
	else if (text[at] == '\n') at++;
	return at;
}

// Reads what stands inside a string: content up to an escape, an interpolation or the closing quote; or a doubled
// brace; or the closing quote. It returns false at what the generated lexer knows: escapes and single braces.
static bool lex_in_string(lexer *l, const scanner *s, uint32_t start, token *t) {
	const uint8_t *text = l->text;
	uint8_t flags = s->delimiters[s->delimiter_count - 1];
	uint8_t quote = flags & SINGLE ? '\'' : flags & DOUBLE ? '"' : '`';
	if (flags & FORMAT && (text[start] == '{' || text[start] == '}')) {
		string_token(t, SYMBOL_ESCAPE_INTERPOLATION, start, start + 2);
		return text[start] == text[start + 1];
	}
	bool content = false;
	for (uint32_t at = start;;) {
		uint8_t c = text[at];
		if (!in_string_special[c]) {
			do at++; while (!in_string_special[text[at]]);
			content = true;
			continue;
		}
		if (c == 0) return false;
		if (flags & FORMAT && (c == '{' || c == '}')) {
			string_token(t, SYMBOL_STRING_CONTENT, start, at);
			return content;
		}
		if (c == '\\' && flags & RAW) {
			at = pass_raw_backslash(text, at, quote);
			continue;
		}
		if (c == '\\') {
			bool plain = flags & BYTES && (text[at + 1] == 'N' || text[at + 1] == 'u' || text[at + 1] == 'U');
			if (!plain) {
				string_token(t, SYMBOL_STRING_CONTENT, start, at);
				return content;
			}
			at += 2; // bytes have no such escapes; the grammar passes the next character unseen too
			if (text[at] == 0) return false;
		} else if (c == quote) {
			bool second = text[at + 1] == quote, third = second && text[at + 2] == quote;
			bool closes = !(flags & TRIPLE) || third;
			if (!closes) {
				string_token(t, SYMBOL_STRING_CONTENT, start, at + 1 + second);
			} else if (content) {
				string_token(t, SYMBOL_STRING_CONTENT, start, at);
			} else {
				string_token(t, SYMBOL_STRING_END, start, at + (flags & TRIPLE ? 3 : 1));
			}
			return true;
		} else if (c == '\n' && content && !(flags & TRIPLE)) {
			return false;
		}
		at++;
		content = true;
	}
}

// Reads the start of a string at its prefix or quote. There may be no string.
static bool lex_string_start(lexer *l, const scanner *s, uint32_t start, token *t) {
	uint8_t flags = 0;
	uint32_t at = start;
	while (prefix_flag[l->text[at]]) flags |= prefix_flag[l->text[at++]];
	uint8_t quote = l->text[at++];
	if (!quote_flag[quote] || s->delimiter_count == MAX_DELIMITERS) return false;
	flags = (flags & 127) | quote_flag[quote];
	if (quote != '`' && l->text[at] == quote && l->text[at + 1] == quote) {
		flags |= TRIPLE;
		at += 2;
	}
	*t = (token){.start = start, .end = at, .symbol = SYMBOL_STRING_START, .detail = flags};
	return true;
}

// Blanks.

static uint32_t line_end(const lexer *l, uint32_t at) {
	const uint8_t *end = memchr(l->text + at, '\n', l->length - at);
	return end ? (uint32_t)(end - l->text) : l->length;
}

// Looks over the blank at a position. With first_only it stops behind the first comment.
static void look_over(lexer *l, blank *b, uint32_t at, bool first_only) {
	*b = (blank){.start = at, .comment = NO_COMMENT};
	for (;;) {
		switch (l->text[at]) {
		case '\n':
			b->line_end = ++at;
			b->indent = 0;
			continue;
		case ' ':
			b->indent++;
			at++;
			continue;
		case '\t':
			b->indent += 8;
			at++;
			continue;
		case '\r':
		case '\f':
			b->indent = 0;
			at++;
			continue;
		case '#':
			if (b->comment == NO_COMMENT) {
				b->comment = at;
				b->comment_line = b->line_end;
				b->comment_indent = b->indent;
			}
			if (first_only) return;
			at = line_end(l, at);
			b->indent = 0;
			continue;
		case '\\':
			if (l->text[at + 1] == '\r') at++;
			if (at + 1 == l->length || l->text[at + 1] == '\n') {
				at += 1 + (at + 1 < l->length);
				continue;
			}
			b->broken = true;
		}
		break;
	}
	if (at == l->length) b->indent = 0;
	b->end = at;
	l->steps += at - b->start;
}

// Finds the blank at a position, in the one that is known if it can: a run of n comments must not be read n times.
static void find_blank(lexer *l, uint32_t at) {
	blank *b = &l->blank;
	if (at == b->start && b->end >= at) return;
	bool inside = b->start < at && at <= b->end &&
		(l->text[at - 1] == '\n' || l->text[at] == '\n' || at == l->length); // behind a continuation or a comment
	if (!inside) {
		look_over(l, b, at, false);
		return;
	}
	if (b->comment != NO_COMMENT && at > b->comment) {
		blank rest;
		look_over(l, &rest, at, true);
		b->comment = rest.comment;
		b->comment_line = rest.comment_line;
		b->comment_indent = rest.comment_indent;
	}
	b->start = at;
}

// Decides what an end of line means: a new block, the end of one or of a statement. The token has no width.
static bool lex_line_end(lexer *l, const scanner *s, uint8_t valid, uint32_t at, int64_t comment_indent, uint32_t end,
	uint32_t indent, token *t) {
	*t = (token){.start = at, .end = at};
	uint8_t current = s->indents[s->indent_count - 1];
	if (valid & VALID_INDENT && indent > current) {
		t->symbol = s->indent_count < MAX_INDENTS ? SYMBOL_INDENT : SYMBOL_NONE;
		t->detail = (uint8_t)indent;
		return true;
	}
	bool string = valid & VALID_STRING_START && quote_flag[l->text[end]];
	bool may_dedent = valid & VALID_DEDENT || (!(valid & (VALID_NEWLINE | VALID_CLOSE)) && !string);
	if (may_dedent && indent < current && !s->in_fstring && comment_indent < current) {
		t->symbol = SYMBOL_DEDENT; // a comment of the block comes first
		if (valid & VALID_DEDENT || s->brackets == 0) return true;
		l->folded++; // tree-sitter sees the end of a block, and so a syntax error; Python does not look
	}
	t->symbol = SYMBOL_NEWLINE;
	return valid & VALID_NEWLINE;
}

// Tokens.

static bool lex_comment(lexer *l, uint32_t at, token *t) {
	*t = (token){.start = at, .end = line_end(l, at), .symbol = SYMBOL_COMMENT};
	return true;
}

static bool lex_word(lexer *l, const scanner *s, uint16_t state, uint32_t at, token *t) {
	const uint8_t *text = l->text;
	uint32_t end = at + 1;
	while (in_word[text[end]]) end++;
	if (text[end] >= 0x80) return lex_generated(l, state, at, t);
	if (quote_flag[text[end]] && grammar.modes[state].valid & VALID_STRING_START && lex_string_start(l, s, at, t)) return true;
	if (end - at == 6 && memcmp(text + at, "except", 6) == 0) return lex_generated(l, state, at, t); // except*, too
	*t = (token){.start = at, .end = end};
	name_word(text + at, end - at, state, t);
	return true;
}

// Reads plain integers and floats; the generated lexer reads the rest.
static bool lex_number(lexer *l, uint16_t state, uint32_t at, token *t) {
	const uint8_t *text = l->text;
	uint32_t end = at + 1;
	while (text[end] >= '0' && text[end] <= '9') end++;
	uint16_t symbol = SYMBOL_INTEGER;
	if (text[end] == '.') {
		symbol = SYMBOL_FLOAT;
		end++;
		while (text[end] >= '0' && text[end] <= '9') end++;
	}
	if (!known.numbers[grammar.modes[state].state] || in_word[text[end]]) return lex_generated(l, state, at, t);
	*t = (token){.start = at, .end = end, .symbol = symbol};
	return true;
}

static bool lex_operator(lexer *l, uint16_t state, uint32_t at, token *t) {
	const uint8_t *c = l->text + at;
	operator_token o = known.operators[grammar.modes[state].state][operator_index[c[0]]][after_class[c[1]]];
	if (o.length == 0) return lex_generated(l, state, at, t);
	*t = (token){.start = at, .end = at + o.length, .symbol = o.symbol};
	return true;
}

// Reads a token that the external scanner has no word in.
static bool lex_plain(lexer *l, const scanner *s, uint16_t state, uint32_t at, token *t) {
	uint8_t c = l->text[at];
	while (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r') c = l->text[++at];
	switch (first_class[c]) {
	case WORD: return lex_word(l, s, state, at, t);
	case OPERATOR: return lex_operator(l, state, at, t);
	case DIGIT: return lex_number(l, state, at, t);
	case BLANK:
		if (c == '#') return lex_comment(l, at, t);
	}
	return lex_generated(l, state, at, t);
}

// Reads the token behind a blank, or the one that the blank is.
static bool lex_blank(lexer *l, const scanner *s, uint16_t state, uint32_t at, token *t) {
	uint8_t valid = grammar.modes[state].valid;
	find_blank(l, at);
	const blank *b = &l->blank;
	uint32_t end = b->end, indent = b->indent;
	bool ends_line = b->line_end > at || end == l->length, broken = b->broken;
	int64_t comment_indent = -1;
	if (b->comment != NO_COMMENT && valid & (VALID_NEWLINE | VALID_INDENT | VALID_DEDENT | VALID_EXCEPT)) {
		if (b->comment_line <= at) return lex_plain(l, s, state, at, t); // a comment behind code
		comment_indent = b->comment_indent;
	} else if (b->comment != NO_COMMENT) {
		end = b->comment;
		indent = b->comment_indent;
		ends_line = b->comment_line > at;
		broken = false;
	}
	if (broken) return lex_plain(l, s, state, at, t);
	if (ends_line && lex_line_end(l, s, valid, at, comment_indent, end, indent, t)) return true;
	if (comment_indent < 0 && valid & VALID_STRING_START && lex_string_start(l, s, end, t)) return true;
	return lex_plain(l, s, state, at, t);
}

static bool lex(lexer *l, const scanner *s, uint16_t state, uint32_t at, token *t) {
	lex_mode mode = grammar.modes[state];
	if (mode.valid & VALID_STRING_CONTENT) {
		if (s->delimiter_count > 0 && lex_in_string(l, s, at, t)) return true;
		return lex_generated(l, state, at, t);
	}
	if (known.verbatim[mode.state]) return lex_generated(l, state, at, t);
	uint32_t start = at;
	while (l->text[start] == ' ') start++;
	switch (first_class[l->text[start]]) {
	case WORD: return lex_word(l, s, state, start, t);
	case OPERATOR: return lex_operator(l, state, start, t);
	case DIGIT: return lex_number(l, state, start, t);
	case QUOTE:
		if (mode.valid & VALID_STRING_START && lex_string_start(l, s, start, t)) return true;
		break;
	case BLANK: return lex_blank(l, s, state, at, t);
	}
	return lex_generated(l, state, start, t);
}

bool agentlint_lex(lexer *l, const scanner *s, uint16_t state, uint32_t at, token *t) {
	bool found = lex(l, s, state, at, t);
	if (found) l->steps += t->end - at + 1;
	return found;
}

// What the generated lexer makes of a text in one of its own states. The text must end in 16 bytes of 0.
static bool ask(const uint8_t *text, uint32_t length, uint8_t state, bool (*lex)(ts_lexer *, uint16_t), operator_token *o) {
	lexer l;
	agentlint_lexer_reset(&l, text, length);
	start_generated(&l, 0);
	if (!lex(&l.generated, state)) return false;
	*o = (operator_token){.symbol = (uint8_t)l.generated.result_symbol, .length = (uint8_t)l.end};
	return true;
}

// The operator token that begins with these two characters, of length 0 if the third matters or there is none.
static operator_token learn_operator(uint8_t state, uint8_t first, uint8_t second) {
	static const uint8_t thirds[] = {' ', '=', '.', '0'};
	uint8_t text[32] = {first, second};
	operator_token token = {0};
	for (unsigned i = 0; i < sizeof thirds; i++) {
		operator_token o;
		text[2] = thirds[i];
		if (!ask(text, 3, state, grammar.lex, &o)) return (operator_token){0};
		if (i > 0 && (o.symbol != token.symbol || o.length != token.length)) return (operator_token){0};
		token = o;
		if (first != second && first != '.') break; // no operator has a third character after two different ones
	}
	return token;
}

static void learn_operators(void) {
	static const uint8_t seconds[AFTER_COUNT] = {' ', '=', '>', '<', '*', '/', '.', '0', 'a'};
	bool used[MAX_LEX_STATES] = {false};
	for (uint32_t state = 0; state < MAX_STATES; state++) used[grammar.modes[state].state] = true;
	for (uint8_t state = 0; state < MAX_LEX_STATES; state++) {
		if (!used[state]) continue;
		operator_token o;
		uint8_t number[32] = "1 ", comment[32] = "# ";
		known.numbers[state] = ask(number, 2, state, grammar.lex, &o) && o.symbol == SYMBOL_INTEGER;
		known.verbatim[state] = !ask(comment, 2, state, grammar.lex, &o) || o.symbol != SYMBOL_COMMENT;
		for (uint8_t i = 0; operators[i]; i++)
			for (uint8_t j = 0; j < AFTER_COUNT; j++)
				known.operators[state][i][j] = learn_operator(state, (uint8_t)operators[i], seconds[j]);
	}
}

static void add_keyword(const uint8_t *word, uint32_t n, uint8_t symbol) {
	uint64_t head = word_at(word, n), tail = n > 8 ? word_at(word + 8, n - 8) : 0;
	uint32_t slot = keyword_slot(head);
	while (known.keywords[slot].symbol) slot = (slot + 1) % KEYWORD_SLOTS;
	known.keywords[slot].head = head;
	known.keywords[slot].tail = tail;
	known.keywords[slot].symbol = symbol;
}

// The keywords are the symbols' names that lex takes for the symbol, True, False and None with a capital.
static void learn_keywords(bool (*lex)(ts_lexer *, uint16_t), const char *const *names, uint32_t count) {
	for (uint32_t symbol = 1; symbol < count; symbol++) {
		uint8_t word[32] = {0};
		uint32_t n = (uint32_t)strlen(names[symbol]);
		if (n == 0 || n > MAX_KEYWORD) continue;
		memcpy(word, names[symbol], n);
		for (int capital = 0; capital < 2; capital++) {
			operator_token o;
			if (capital) word[0] ^= 'a' ^ 'A';
			if (ask(word, n, 0, lex, &o) && o.symbol == symbol && o.length == n) add_keyword(word, n, o.symbol);
		}
	}
}

void agentlint_lexer_init(const ts_language *l) {
	learn_operators();
	learn_keywords(l->lex_keyword, l->symbol_names, l->token_count);
}
