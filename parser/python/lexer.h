// The lexer: equal in effect to the grammar's generated lexer and its external scanner, without a call per character.
#ifndef AGENTLINT_LEXER_H
#define AGENTLINT_LEXER_H

#include "grammar.h"

enum {
	MAX_INDENTS = 256,
	MAX_DELIMITERS = 64, // strings inside f-strings
};

// What the lexer must remember between tokens: the indents of the open blocks, the quotes of the open strings, and brackets.
typedef struct {
	uint16_t indent_count;
	uint8_t delimiter_count;
	bool in_fstring;
	uint32_t brackets; // that are open
	uint8_t indents[MAX_INDENTS]; // columns, modulo 256 as in the grammar; the module's 0 comes first
	uint8_t delimiters[MAX_DELIMITERS];
} scanner;

typedef struct {
	uint32_t start, end; // bytes
	uint16_t symbol;
	bool keyword; // may also be an identifier
	uint8_t detail; // of an indent its columns, of the start of a string its delimiter
} token;

// A blank is a run of white space, line continuations and comments that the lexer looked over. Every state that looks
// at the same place needs it, so the last one is kept.
typedef struct {
	uint32_t start, end;
	uint32_t line_end;      // last '\n' in it, plus 1; 0 if there is none
	uint32_t indent;        // columns between the last line end and the end
	bool broken;            // ends with a backslash that continues nothing
	uint32_t comment;       // where its first comment starts; NO_COMMENT if there is none
	uint32_t comment_line;  // last '\n' before that, plus 1
	uint32_t comment_indent;
} blank;

enum { NO_COMMENT = UINT32_MAX };

typedef struct {
	ts_lexer generated; // for the generated lexer, which gets a pointer to it
	const uint8_t *text; // 16 bytes of 0 follow it; it has no 0 itself
	uint32_t length;
	uint32_t position, width, start, end; // of the generated lexer
	blank blank;
	uint32_t folded; // lines in brackets that are indented less than their block
	uint64_t steps;  // bytes looked at, nearly
} lexer;

void agentlint_lexer_reset(lexer *, const uint8_t *text, uint32_t length);
void agentlint_scanner_reset(scanner *);
// Reads the token at a position in a state of the parse. It returns false if there is none.
bool agentlint_lex(lexer *, const scanner *, uint16_t state, uint32_t at, token *);
// Notes what a token that has been read opens or closes.
void agentlint_scanner_pass(scanner *, const token *);

// Reports whether a token opens or closes something.
static inline bool agentlint_changes_scanner(const token *t) {
	return grammar.brackets[t->symbol] != 0 || (t->symbol >= SYMBOL_INDENT && t->symbol <= SYMBOL_STRING_END);
}

// Learns the operators and keywords of the language that grammar is filled from.
void agentlint_lexer_init(const ts_language *);

#endif
