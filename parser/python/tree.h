// The part of tree-sitter's C interface that agentlint drives, and the flat copy it makes of a tree.
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

// A tree's nodes stay valid until the next call of its parser.
typedef struct {
	agentlint_node *nodes;
	uint32_t count;
	uint32_t depth; // levels below the root
} agentlint_tree;

typedef struct agentlint_parser agentlint_parser;

enum { AGENTLINT_CLEAN, AGENTLINT_RECOVERED, AGENTLINT_TIMED_OUT };

// Must have returned, once, before the first parser is made.
void agentlint_grammar_init(void);
// kinds maps the grammar's symbols to kinds; error_kind stands for ERROR nodes, which have no symbol.
agentlint_parser *agentlint_parser_new(const uint16_t *kinds, uint16_t error_kind);
void agentlint_parser_delete(agentlint_parser *);
// Parses a file that is wholly Python, fast. It returns false for other files and for some of those.
bool agentlint_parse_clean(agentlint_parser *, const char *text, uint32_t length, agentlint_tree *);
// Parses any file with tree-sitter, and leaves the tree alone if it times out.
int agentlint_parse(agentlint_parser *, const char *text, uint32_t length, uint64_t budget_micros, agentlint_tree *);

#endif
