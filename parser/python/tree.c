#include "driver.h"
#include "tree.h"

#include <stdlib.h>

// Declarations of the tree-sitter runtime and grammar that the binary links through go-tree-sitter
// (tree_sitter/api.h of runtime 0.22, ABI 14). Its Go wrapper is bypassed: it copies the source, allocates for
// every node it touches and resumes a timed-out parse.
typedef struct TSLanguage TSLanguage;
typedef struct TSParser TSParser;
typedef struct TSTree TSTree;
typedef struct { uint32_t context[4]; const void *id; const TSTree *tree; } TSNode;
typedef struct { const void *tree; const void *id; uint32_t context[3]; } TSTreeCursor;

extern const TSLanguage *tree_sitter_python(void);
extern TSParser *ts_parser_new(void);
extern void ts_parser_delete(TSParser *);
extern bool ts_parser_set_language(TSParser *, const TSLanguage *);
extern void ts_parser_set_timeout_micros(TSParser *, uint64_t);
extern void ts_parser_reset(TSParser *);
extern TSTree *ts_parser_parse_string(TSParser *, const TSTree *, const char *, uint32_t);
extern void ts_tree_delete(TSTree *);
extern TSNode ts_tree_root_node(const TSTree *);
extern uint16_t ts_node_symbol(TSNode);
extern uint32_t ts_node_start_byte(TSNode);
extern uint32_t ts_node_end_byte(TSNode);
extern bool ts_node_is_named(TSNode);
extern bool ts_node_is_missing(TSNode);
extern bool ts_node_is_extra(TSNode);
extern bool ts_node_has_error(TSNode);
extern TSTreeCursor ts_tree_cursor_new(TSNode);
extern void ts_tree_cursor_delete(TSTreeCursor *);
extern void ts_tree_cursor_reset(TSTreeCursor *, TSNode);
extern TSNode ts_tree_cursor_current_node(const TSTreeCursor *);
extern uint16_t ts_tree_cursor_current_field_id(const TSTreeCursor *);
extern bool ts_tree_cursor_goto_first_child(TSTreeCursor *);
extern bool ts_tree_cursor_goto_next_sibling(TSTreeCursor *);
extern bool ts_tree_cursor_goto_parent(TSTreeCursor *);

enum { ERROR_SYMBOL = 65535 };

struct agentlint_parser {
	driver driver;
	TSParser *parser;
	const uint16_t *kinds;
	uint16_t error_kind;
	TSTreeCursor cursor;
	bool has_cursor;
	agentlint_node *nodes;
	uint32_t count, capacity;
};

agentlint_parser *agentlint_parser_new(const uint16_t *kinds, uint16_t error_kind) {
	agentlint_parser *p = calloc(1, sizeof *p);
	p->kinds = p->driver.kinds = kinds;
	p->error_kind = error_kind;
	p->parser = ts_parser_new();
	ts_parser_set_language(p->parser, tree_sitter_python());
	return p;
}

void agentlint_parser_delete(agentlint_parser *p) {
	if (p->has_cursor) ts_tree_cursor_delete(&p->cursor);
	ts_parser_delete(p->parser);
	agentlint_driver_free(&p->driver);
	free(p->nodes);
	free(p);
}

static uint32_t append_node(agentlint_parser *p, TSNode node, uint32_t parent) {
	if (p->count == p->capacity) {
		p->capacity = p->capacity ? 2 * p->capacity : 4096;
		p->nodes = realloc(p->nodes, p->capacity * sizeof *p->nodes);
	}
	uint16_t symbol = ts_node_symbol(node);
	p->nodes[p->count] = (agentlint_node){
		.start = ts_node_start_byte(node),
		.end = ts_node_end_byte(node),
		.parent = parent,
		.kind = symbol == ERROR_SYMBOL ? p->error_kind : p->kinds[symbol],
		.field = (uint8_t)ts_tree_cursor_current_field_id(&p->cursor),
		.flags = (ts_node_is_named(node) ? FLAG_NAMED : 0) | (ts_node_is_missing(node) ? FLAG_MISSING : 0) |
			(ts_node_is_extra(node) ? FLAG_EXTRA : 0) | (ts_node_has_error(node) ? FLAG_HAS_ERROR : 0),
	};
	return p->count++;
}

// Copies the tree in preorder, without recursion: a million nested parentheses are no danger. It returns the depth.
static uint32_t flatten(agentlint_parser *p, TSNode root) {
	if (p->has_cursor) {
		ts_tree_cursor_reset(&p->cursor, root);
	} else {
		p->cursor = ts_tree_cursor_new(root);
		p->has_cursor = true;
	}
	p->count = 0;
	uint32_t depth = 0, deepest = 0;
	uint32_t current = append_node(p, root, 0);
	for (;;) {
		if (ts_tree_cursor_goto_first_child(&p->cursor)) {
			current = append_node(p, ts_tree_cursor_current_node(&p->cursor), current);
			if (++depth > deepest) deepest = depth;
			continue;
		}
		for (;;) {
			p->nodes[current].next = p->count;
			uint32_t parent = p->nodes[current].parent;
			if (current == 0) return deepest;
			if (ts_tree_cursor_goto_next_sibling(&p->cursor)) {
				current = append_node(p, ts_tree_cursor_current_node(&p->cursor), parent);
				break;
			}
			ts_tree_cursor_goto_parent(&p->cursor);
			current = parent;
			depth--;
		}
	}
}

// Makes room for nodes, and gives back what a huge file took once a small one comes.
static void reserve_nodes(agentlint_parser *p, uint32_t count) {
	enum { KEPT = 1 << 22 };
	if (count <= p->capacity && (p->capacity <= KEPT || count > KEPT)) return;
	p->capacity = count < KEPT / 2 ? 2 * count : count;
	free(p->nodes);
	p->nodes = malloc(p->capacity * sizeof *p->nodes);
}

bool agentlint_parse_clean(agentlint_parser *p, const char *text, uint32_t length, agentlint_tree *tree) {
	if (!agentlint_drive(&p->driver, text, length)) return false;
	reserve_nodes(p, p->driver.record_count);
	uint32_t depth = agentlint_flatten(&p->driver, p->nodes);
	*tree = (agentlint_tree){.nodes = p->nodes, .count = p->driver.record_count, .depth = depth};
	return true;
}

int agentlint_parse(agentlint_parser *p, const char *text, uint32_t length, uint64_t budget_micros, agentlint_tree *tree) {
	ts_parser_reset(p->parser); // a parse that timed out would be resumed otherwise
	ts_parser_set_timeout_micros(p->parser, budget_micros);
	TSTree *parsed = ts_parser_parse_string(p->parser, NULL, text, length);
	if (parsed == NULL) return AGENTLINT_TIMED_OUT;
	TSNode root = ts_tree_root_node(parsed);
	uint32_t depth = flatten(p, root);
	*tree = (agentlint_tree){.nodes = p->nodes, .count = p->count, .depth = depth};
	bool recovered = ts_node_has_error(root);
	ts_tree_delete(parsed);
	return recovered ? AGENTLINT_RECOVERED : AGENTLINT_CLEAN;
}
