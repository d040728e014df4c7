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

typedef struct agentlint_parser agentlint_parser;

enum { AGENTLINT_CLEAN, AGENTLINT_RECOVERED, AGENTLINT_TIMED_OUT };

// kinds maps the grammar's symbols to kinds; error_kind stands for ERROR nodes, which have no symbol.
agentlint_parser *agentlint_parser_new(const uint16_t *kinds, uint16_t error_kind);
void agentlint_parser_delete(agentlint_parser *);
// Nodes stay valid until the next call.
int agentlint_parse(agentlint_parser *, const char *text, uint32_t length, uint64_t budget_micros,
	agentlint_node **nodes, uint32_t *count);

#endif
