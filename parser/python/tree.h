// The C part of the parser: text in, flat nodes out.
#ifndef AGENTLINT_TREE_H
#define AGENTLINT_TREE_H

#include <stdbool.h>
#include <stdint.h>

// One node of a syntax tree. Nodes stand in preorder; the children of node i begin at i+1.
typedef struct {
	uint32_t start, end; // bytes
	uint32_t next;       // index of the first node behind the subtree
	uint32_t parent;     // index
	uint16_t kind;
	uint8_t field;
	uint8_t flags;
} agentlint_node;

// How a parse went; see Status in parse.go.
enum { AGENTLINT_CLEAN, AGENTLINT_RECOVERED, AGENTLINT_TOO_DEEP, AGENTLINT_TOO_LARGE, AGENTLINT_TOO_MUCH, AGENTLINT_INTERRUPTED };

// A tree's nodes stay valid until the next call of its parser. It has none if the parse was given up.
typedef struct {
	agentlint_node *nodes;
	uint32_t count;
	uint8_t status;
	bool fell_back;  // tree-sitter parsed it
	uint64_t steps;  // that the parse took
} agentlint_tree;

typedef struct {
	uint32_t depth;  // levels of nodes
	uint32_t nodes;
	uint64_t bytes;  // of memory that tree-sitter takes
	uint64_t steps, steps_per_byte; // that tree-sitter takes for any text, and for each of its bytes
} agentlint_limits;

typedef struct agentlint_parser agentlint_parser;

// Must have returned, once, before the first parser is made.
void agentlint_init(void);
// kinds maps the grammar's symbols to kinds; error_kind stands for ERROR nodes, which have no symbol.
agentlint_parser *agentlint_parser_new(const uint16_t *kinds, uint16_t error_kind, agentlint_limits);
void agentlint_parser_delete(agentlint_parser *);
// Parses a text, with tree-sitter alone if slow is set.
void agentlint_parse(agentlint_parser *, const char *text, uint32_t length, bool slow, agentlint_tree *);
// Makes the parse that is under way, and all later ones, give up. Any thread may call it.
void agentlint_interrupt(agentlint_parser *);

#endif
