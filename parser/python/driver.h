// The driver: a deterministic LR parser over the grammar's tables, for files without syntax errors.
#ifndef AGENTLINT_DRIVER_H
#define AGENTLINT_DRIVER_H

#include "lexer.h"
#include "tree.h"

#include <stddef.h>

enum { FLAG_NAMED = 1, FLAG_MISSING = 2, FLAG_EXTRA = 4, FLAG_HAS_ERROR = 8 };

// A node as it is reduced: its descendants stand before it.
typedef struct {
	uint32_t start, end; // bytes
	uint32_t size;       // nodes in the subtree
	uint16_t kind;
	uint8_t field, flags;
} record;

// What the stack holds for a symbol that was shifted or reduced.
typedef struct {
	uint32_t start, end; // bytes
	uint32_t first;      // record in which its nodes begin
	uint16_t symbol, state;
	bool visible;        // its last record is its own
} entry;

typedef struct guess guess;

// Where a run of reductions that only rename leads: from a state on another one, with a lookahead.
typedef struct {
	uint32_t key; // 0 for none
	uint16_t symbol, state;
} shortcut;

enum { SHORTCUTS = 1 << 13 };

typedef struct {
	const uint16_t *kinds; // by symbol
	uint32_t max_depth;    // of nodes
	uint32_t max_records;
	const size_t *interrupted; // not 0 once the parse is to give up
	lexer lexer;
	scanner scanner;
	record *records;
	entry *stack;
	record *extras; // comments and continuations behind the last token: they belong outside of what is reduced next
	uint32_t record_capacity, stack_capacity, extra_capacity;
	uint32_t record_count, depth, extra_count;
	uint32_t position; // behind the last token or extra
	uint64_t steps;    // actions taken
	guess *guesses;    // how to go on at conflicts
	shortcut shortcuts[SHORTCUTS];
} driver;

// How a parse went. Declined texts have a syntax error, or are none the driver is made for: tree-sitter must parse them.
typedef enum { DRIVEN, DECLINED, TOO_DEEP, TOO_LARGE, INTERRUPTED } outcome;

// Parses text, which 16 bytes of 0 follow, and leaves the records of its nodes, the root last.
outcome agentlint_drive(driver *, const uint8_t *text, uint32_t length);
// The steps that the last parse took; they grow as its time does.
uint64_t agentlint_driver_steps(const driver *);
// Gives back what the last text took if it was huge.
void agentlint_driver_shrink(driver *);
void agentlint_driver_free(driver *);
// Writes the records as nodes, in preorder, and returns how many levels there are below the root.
uint32_t agentlint_flatten(const driver *, agentlint_node *nodes);

// Decides conflicts (guess.c).
guess *agentlint_guess_new(void);
void agentlint_guess_free(guess *);
// Gives back what guesses took if that was much.
void agentlint_guess_shrink(guess *);
void agentlint_guess_reset(guess *, uint32_t length);
// The steps that the guesses took since they were reset.
uint64_t agentlint_guess_steps(const guess *);
// Returns which action of a conflict to take with the lookahead t; ACTION_ERROR if there is no telling.
uint16_t agentlint_guess(driver *, const conflict *, const token *t);

#endif
