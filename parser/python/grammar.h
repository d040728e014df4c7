// The grammar's generated tables in the shape that the driver reads: dense, decoded, and filled once per process.
#ifndef AGENTLINT_GRAMMAR_H
#define AGENTLINT_GRAMMAR_H

#include <stdbool.h>
#include <stdint.h>

// What tree-sitter's generator emits for ABI 14 (tree_sitter/parser.h).
typedef struct ts_lexer {
	int32_t lookahead;
	uint16_t result_symbol;
	void (*advance)(struct ts_lexer *, bool skip);
	void (*mark_end)(struct ts_lexer *);
	uint32_t (*get_column)(struct ts_lexer *);
	bool (*is_at_included_range_start)(const struct ts_lexer *);
	bool (*eof)(const struct ts_lexer *);
} ts_lexer;

typedef union {
	struct { uint8_t type; uint16_t state; bool extra, repetition; } shift;
	struct { uint8_t type, child_count; uint16_t symbol; int16_t precedence; uint16_t production; } reduce;
	struct { uint8_t count; bool reusable; } entry;
	uint8_t type;
} ts_action;

typedef struct { uint16_t field; uint8_t child; bool inherited; } ts_field;
typedef struct { uint16_t index, length; } ts_slice;
typedef struct { bool visible, named, supertype; } ts_metadata;
typedef struct { uint16_t state, external_state; } ts_lex_mode;

typedef struct {
	uint32_t version, symbol_count, alias_count, token_count, external_token_count, state_count, large_state_count;
	uint32_t production_count, field_count;
	uint16_t alias_length;
	const uint16_t *parse_table, *small_parse_table;
	const uint32_t *small_parse_table_map;
	const ts_action *actions;
	const char *const *symbol_names, *const *field_names;
	const ts_slice *field_slices;
	const ts_field *fields;
	const ts_metadata *metadata;
	const uint16_t *public_symbols, *alias_map, *alias_sequences;
	const ts_lex_mode *lex_modes;
	bool (*lex)(ts_lexer *, uint16_t);
	bool (*lex_keyword)(ts_lexer *, uint16_t);
	uint16_t keyword_symbol;
	struct {
		const bool *states;
		const uint16_t *symbols;
		void *(*create)(void);
		void (*destroy)(void *);
		bool (*scan)(void *, ts_lexer *, const bool *);
		unsigned (*serialize)(void *, char *);
		void (*deserialize)(void *, const char *, unsigned);
	} scanner;
	const uint16_t *primary_states;
} ts_language;

enum {
	MAX_STATES = 4096,
	MAX_TOKENS = 128,   // terminal symbols
	MAX_SYMBOLS = 320,  // terminals, nonterminals and aliases
	MAX_REDUCTIONS = 512,
	MAX_CONFLICTS = 64,
	MAX_PRODUCTIONS = 256,
	MAX_PARTS = 12,     // children of a production that have a field or an alias
	MAX_LEX_STATES = 64,
};

// The symbols that the lexer makes itself.
enum {
	SYMBOL_END = 0,
	SYMBOL_IDENTIFIER = 1,
	SYMBOL_INTEGER = 93,
	SYMBOL_FLOAT = 94,
	SYMBOL_COMMENT = 99,
	SYMBOL_NEWLINE = 101,
	SYMBOL_INDENT = 102,
	SYMBOL_DEDENT = 103,
	SYMBOL_STRING_START = 104,
	SYMBOL_STRING_CONTENT = 105,
	SYMBOL_ESCAPE_INTERPOLATION = 106,
	SYMBOL_STRING_END = 107,
	SYMBOL_NONE = MAX_TOKENS - 1, // fits nowhere
};

// An action is its kind in the upper bits and an operand, such as the next state, in the lower.
enum {
	ACTION_ERROR = 0,
	ACTION_SHIFT = 0x1000,
	ACTION_SHIFT_EXTRA = 0x2000,
	ACTION_ACCEPT = 0x3000,
	ACTION_REDUCE = 0x4000,
	ACTION_CONFLICT = 0x5000,
	ACTION_KIND = 0xf000,
	ACTION_OPERAND = 0x0fff,
};

typedef struct {
	uint16_t symbol, production;
	uint8_t children;
	bool visible, named;
	bool renames;       // one child to a hidden symbol, and no more
	int16_t precedence; // dynamic
} reduction;

typedef struct {
	uint8_t count;
	uint16_t actions[6];
} conflict;

// A part is what a production says about one of its children: the name of the field it fills, or the symbol that
// it shows as.
typedef struct {
	uint8_t child, field;
	uint16_t alias;
} part;

typedef struct {
	uint8_t count;
	part parts[MAX_PARTS];
} production;

// What the external scanner may return in a state.
enum {
	VALID_NEWLINE = 1,
	VALID_INDENT = 2,
	VALID_DEDENT = 4,
	VALID_STRING_START = 8,
	VALID_STRING_CONTENT = 16,
	VALID_CLOSE = 32, // a closing bracket: line ends mean nothing
	VALID_EXCEPT = 64,
};

typedef struct {
	uint8_t state; // of the generated lexer
	uint8_t valid;
} lex_mode;

typedef struct {
	bool usable; // the linked grammar is one that the driver was written for
	uint16_t actions[MAX_STATES][MAX_TOKENS];
	uint16_t successors[MAX_STATES][MAX_SYMBOLS - MAX_TOKENS]; // of a nonterminal, from its symbol - token_count on
	uint16_t token_count;
	reduction reductions[MAX_REDUCTIONS];
	conflict conflicts[MAX_CONFLICTS];
	production productions[MAX_PRODUCTIONS];
	uint16_t public[MAX_SYMBOLS]; // the symbol that another one shows as
	bool visible[MAX_SYMBOLS], named[MAX_SYMBOLS];
	int8_t brackets[MAX_TOKENS]; // 1 for those that open, -1 for those that close, 0 for other tokens
	lex_mode modes[MAX_STATES];
	bool (*lex)(ts_lexer *, uint16_t state);
} grammar_tables;

extern grammar_tables grammar;

// Fills grammar, and returns the language that it is filled from: NULL if that is none that the driver was written for.
const ts_language *agentlint_grammar_init(void);

#endif
