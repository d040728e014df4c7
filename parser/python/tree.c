#include "driver.h"
#include "layout.h"
#include "meter.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

// Declarations of the tree-sitter runtime and grammar that the binary links through go-tree-sitter
// (tree_sitter/api.h of runtime 0.22, ABI 14). Its Go wrapper is bypassed: it copies the source, allocates for
// every node it touches and resumes a timed-out parse.
typedef struct TSParser TSParser;
typedef struct TSTree TSTree;
typedef struct { uint32_t context[4]; const void *id; const TSTree *tree; } TSNode;
typedef struct { const void *tree; const void *id; uint32_t context[3]; } TSTreeCursor;

extern const ts_language *tree_sitter_python(void);
extern TSParser *ts_parser_new(void);
extern void ts_parser_delete(TSParser *);
extern bool ts_parser_set_language(TSParser *, const ts_language *);
extern void ts_parser_set_cancellation_flag(TSParser *, const size_t *);
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
	meter meter; // of parser
	const uint16_t *kinds;
	uint16_t error_kind;
	agentlint_limits limits;
	size_t interrupted; // not 0 once all parses are to give up
	uint8_t *text;      // laid out, with 16 bytes of 0 behind
	TSTreeCursor cursor;
	bool has_cursor;
	agentlint_node *nodes;
	uint32_t count, capacity, text_capacity;
};

agentlint_parser *agentlint_parser_new(const uint16_t *kinds, uint16_t error_kind, agentlint_limits limits) {
	agentlint_parser *p = calloc(1, sizeof *p);
	p->kinds = p->driver.kinds = kinds;
	p->error_kind = error_kind;
	p->limits = limits;
	p->driver.max_depth = limits.depth;
	p->driver.max_records = limits.nodes;
	p->driver.interrupted = &p->interrupted;
	p->parser = ts_parser_new();
	ts_parser_set_language(p->parser, agentlint_metered(tree_sitter_python()));
	ts_parser_set_cancellation_flag(p->parser, &p->meter.cancelled);
	return p;
}

void agentlint_parser_delete(agentlint_parser *p) {
	if (p->has_cursor) ts_tree_cursor_delete(&p->cursor);
	ts_parser_delete(p->parser);
	agentlint_driver_free(&p->driver);
	free(p->text);
	free(p->nodes);
	free(p);
}

void agentlint_interrupt(agentlint_parser *p) {
	__atomic_store_n(&p->interrupted, 1, __ATOMIC_SEQ_CST);
	__atomic_store_n(&p->meter.cancelled, 1, __ATOMIC_SEQ_CST);
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

// Copies the tree in preorder, without recursion: a million nested parentheses are no danger. It returns how that went.
static int flatten(agentlint_parser *p, TSNode root) {
	if (p->has_cursor) {
		ts_tree_cursor_reset(&p->cursor, root);
	} else {
		p->cursor = ts_tree_cursor_new(root);
		p->has_cursor = true;
	}
	p->count = 0;
	uint32_t depth = 0, current = append_node(p, root, 0);
	while (p->count <= p->limits.nodes) {
		if (ts_tree_cursor_goto_first_child(&p->cursor)) {
			current = append_node(p, ts_tree_cursor_current_node(&p->cursor), current);
			if (++depth > p->limits.depth) return AGENTLINT_TOO_DEEP;
			continue;
		}
		for (;;) {
			p->nodes[current].next = p->count;
			uint32_t parent = p->nodes[current].parent;
			if (current == 0) return ts_node_has_error(root) ? AGENTLINT_RECOVERED : AGENTLINT_CLEAN;
			if (ts_tree_cursor_goto_next_sibling(&p->cursor)) {
				current = append_node(p, ts_tree_cursor_current_node(&p->cursor), parent);
				break;
			}
			ts_tree_cursor_goto_parent(&p->cursor);
			current = parent;
			depth--;
		}
	}
	return AGENTLINT_TOO_LARGE;
}

// Makes room for nodes, and gives back what a huge file took once a small one comes.
static void reserve_nodes(agentlint_parser *p, uint32_t count) {
	enum { KEPT = 1 << 22 };
	if (count <= p->capacity && (p->capacity <= KEPT || count > KEPT)) return;
	p->capacity = count < KEPT / 2 ? 2 * count : count;
	free(p->nodes);
	p->nodes = malloc(p->capacity * sizeof *p->nodes);
}

// Makes a copy of the text as the grammar must find it.
static void lay_out(agentlint_parser *p, const char *text, uint32_t length) {
	enum { KEPT = 1 << 22 };
	if (length + 16 > p->text_capacity || (p->text_capacity > KEPT && length < KEPT / 2)) {
		free(p->text);
		p->text_capacity = length + length / 4 + 16;
		p->text = malloc(p->text_capacity);
	}
	memcpy(p->text, text, length);
	memset(p->text + length, 0, 16);
	agentlint_lay_out(p->text, length);
}

// Parses the text with the driver. It returns how that went, -1 if it must be left to tree-sitter.
static int parse_fast(agentlint_parser *p, uint32_t length) {
	switch (agentlint_drive(&p->driver, p->text, length)) {
	case DECLINED: return -1;
	case TOO_DEEP: return AGENTLINT_TOO_DEEP;
	case TOO_LARGE: return AGENTLINT_TOO_LARGE;
	case INTERRUPTED: return AGENTLINT_INTERRUPTED;
	case DRIVEN: break;
	}
	reserve_nodes(p, p->driver.record_count);
	p->count = p->driver.record_count;
	return agentlint_flatten(&p->driver, p->nodes) > p->limits.depth ? AGENTLINT_TOO_DEEP : AGENTLINT_CLEAN;
}

// Parses the text with tree-sitter.
static int parse_slowly(agentlint_parser *p, uint32_t length) {
	meter *m = &p->meter;
	__atomic_store_n(&m->cancelled, 0, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&p->interrupted, __ATOMIC_SEQ_CST)) return AGENTLINT_INTERRUPTED;
	agentlint_meter_start(m, p->limits.steps + p->limits.steps_per_byte * length, p->limits.bytes);
	TSTree *tree = ts_parser_parse_string(p->parser, NULL, (const char *)p->text, length);
	if (tree == NULL) ts_parser_reset(p->parser); // it would go on with this text otherwise
	agentlint_meter_stop();
	if (tree == NULL) return __atomic_load_n(&p->interrupted, __ATOMIC_SEQ_CST) ? AGENTLINT_INTERRUPTED : AGENTLINT_TOO_MUCH;
	int status = flatten(p, ts_tree_root_node(tree));
	ts_tree_delete(tree);
	return status;
}

void agentlint_parse(agentlint_parser *p, const char *text, uint32_t length, bool slow, agentlint_tree *tree) {
	lay_out(p, text, length);
	int status = parse_fast(p, length);
	*tree = (agentlint_tree){.fell_back = slow || status < 0, .steps = slow ? 0 : agentlint_driver_steps(&p->driver)};
	p->meter.folds = slow && status == AGENTLINT_CLEAN && p->driver.lexer.folded > 0; // the only thing they see differently
	agentlint_driver_shrink(&p->driver);
	if (tree->fell_back) {
		status = parse_slowly(p, length);
		tree->steps += p->meter.steps;
	}
	tree->status = (uint8_t)status;
	tree->nodes = p->nodes;
	tree->count = p->count;
}

void agentlint_init(void) {
	agentlint_meter_install();
	const ts_language *language = agentlint_grammar_init();
	if (language) agentlint_lexer_init(language);
}
