#include "driver.h"

#include <stdlib.h>
#include <string.h>

// Where the grammar has a conflict, tree-sitter follows every action until all but one have failed, or until two ways to
// read the text meet: then the one of higher dynamic precedence wins, and failing that the one whose tree comes first in an
// order of trees. Its stack is a graph: where ways meet they go on as one, and which wins is decided when a reduction takes
// in all in which they differ. So does this, step by step, from the driver's stack on, until there is one way left. The
// driver then takes the winner's actions as it comes to their conflicts. The functions are named after those in stack.c,
// subtree.c and parser.c of tree-sitter's runtime 0.22, and the order of all they do is that of those.

enum {
	MAX_HEADS = 6,      // that are left once all have read a token
	MAX_NEW_HEADS = 10, // until then
	MAX_LINKS = 8,
	MAX_PATHS = 64,
	ALL_HEADS = MAX_NEW_HEADS + MAX_PATHS + 2,
	MAX_MERGED = 1000,   // nodes that two ways have in common, one below the other
	MAX_NODES = 1 << 18, // more nodes,
	MAX_TREES = 1 << 22, // trees
	MAX_CHAINS = 1 << 11, // or chains take too much memory; the grammar has a few hundred
	STEPS_PER_BYTE = 64, // that a file may take
	CACHED_LEAVES = 16,
	CHAIN_SLOTS = 1 << 12,
};

static const uint32_t NONE = UINT32_MAX;

// A tree is a token that was read, or other trees, none or several. Of what the driver's stack holds, the children are
// unknown.
typedef struct {
	uint64_t hash;            // equal trees have equal hashes
	uint32_t padding, size;   // bytes
	uint32_t first, children; // in guess.children
	int32_t precedence;       // dynamic, of the whole tree
	uint16_t symbol;
	uint16_t choice; // the action that made it, if there were others; ACTION_ERROR if not
	bool extra, unknown;
} tree;

// A chain is a run of symbols around a tree each of which has one child: most expressions are half a dozen of them. It is
// the same for all trees.
typedef struct {
	uint64_t hash;
	uint32_t inner; // what is left without the outermost symbol; 0 for nothing
	int32_t precedence;
	uint16_t symbol, choice; // of the outermost symbol
} chain;

// A ref stands for a tree with a chain around it.
typedef struct { uint32_t tree, chain; } ref;

// A link leads from a node down to another, over a tree.
typedef struct { uint32_t node; ref tree; } link;

// A node is a place in the stack. Those of the driver's stack get their link when somebody looks below them.
typedef struct {
	uint32_t position;      // bytes
	uint32_t depth, extras; // how many entries and, on top of those, extras of the driver it stands on; 0, 0 if none
	uint32_t users;         // heads and links that lead to it; if there are none it is free
	int32_t precedence;     // dynamic, of the best way to here
	uint16_t state;
	uint8_t links;
	bool forked; // some node at or below it has several links; if not, that is still possible
	link link[MAX_LINKS];
} node;

typedef enum { ACTIVE, PAUSED, HALTED } status;

// A head is a way to read the text. A paused one has come to an error.
typedef struct {
	uint32_t node, scanner;
	status status;
} head;

// A cell is one tree of a list, from the left to the right.
typedef struct { ref tree; uint32_t next; } cell;

// What is found below a head, by one of the paths that lead down from it.
typedef struct { uint32_t node, list, count; } path;
typedef struct { uint32_t head, list; } slice;

#define ARRAY(type) struct { type *at; uint32_t count, capacity; }

struct guess {
	ARRAY(tree) trees;
	ARRAY(ref) children; // of the trees
	ARRAY(chain) chains;
	ARRAY(node) nodes;
	ARRAY(uint32_t) unused; // nodes
	ARRAY(cell) cells;
	ARRAY(scanner) scanners;
	ARRAY(ref) pending;      // trees to look at
	ARRAY(uint16_t) actions; // of the last winner, at conflicts
	uint32_t next;           // of those
	head heads[ALL_HEADS];
	uint32_t head_count;
	path paths[MAX_PATHS];
	slice slices[MAX_PATHS];
	uint32_t slice_count;
	uint32_t leaves[CACHED_LEAVES]; // trees
	uint32_t chain_slots[CHAIN_SLOTS]; // open addressing; 0 is free
	uint32_t position; // how far the furthest head has been
	ref finished;      // the tree of the whole file; NONE as long as there is none
	uint64_t work, limit; // steps
	bool hopeless;     // tree-sitter must parse the file
};

static void *reserve(void *elements, uint32_t *capacity, uint32_t count, size_t size) {
	if (count < *capacity) return elements;
	*capacity = 2 * count + 64;
	return realloc(elements, *capacity * size);
}

// Adds an element to an array, and is that element.
#define ADD(array) ((array).at = reserve((array).at, &(array).capacity, (array).count, sizeof *(array).at), &(array).at[(array).count++])

#define FREE(array) (free((array).at), memset(&(array), 0, sizeof (array)))

static uint64_t mix(uint64_t hash, uint64_t value) {
	hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

// Trees.

static uint32_t add_tree(guess *g, tree t) {
	if (g->trees.count >= MAX_TREES) g->hopeless = true;
	*ADD(g->trees) = t;
	return g->trees.count - 1;
}

// The tree of a token or, of the driver's stack, of an entry. Several heads read the same tokens.
static ref leaf(guess *g, tree t) {
	uint32_t *known = &g->leaves[t.hash % CACHED_LEAVES];
	if (*known < g->trees.count) {
		const tree *k = &g->trees.at[*known];
		if (k->hash == t.hash && k->padding == t.padding && k->size == t.size && k->extra == t.extra && k->choice == t.choice)
			return (ref){*known, 0};
	}
	*known = add_tree(g, t);
	return (ref){*known, 0};
}

// Puts a symbol around a chain.
static uint32_t extend(guess *g, chain c) {
	c.hash = mix(g->chains.at[c.inner].hash, c.symbol);
	c.precedence += g->chains.at[c.inner].precedence;
	uint64_t slot = mix(mix(c.hash, c.inner), (uint64_t)c.choice << 32 | (uint32_t)c.precedence);
	for (; g->chain_slots[slot % CHAIN_SLOTS] != 0; slot++) {
		const chain *k = &g->chains.at[g->chain_slots[slot % CHAIN_SLOTS]];
		if (k->inner == c.inner && k->symbol == c.symbol && k->choice == c.choice && k->precedence == c.precedence)
			return g->chain_slots[slot % CHAIN_SLOTS];
	}
	if (g->chains.count == MAX_CHAINS) {
		g->hopeless = true;
		return 0;
	}
	*ADD(g->chains) = c;
	return g->chain_slots[slot % CHAIN_SLOTS] = g->chains.count - 1;
}

static uint64_t hash_of(const guess *g, ref r) { return mix(g->trees.at[r.tree].hash, g->chains.at[r.chain].hash); }

static uint16_t symbol_of(const guess *g, ref r) { return r.chain ? g->chains.at[r.chain].symbol : g->trees.at[r.tree].symbol; }

static int32_t precedence_of(const guess *g, ref r) { return g->trees.at[r.tree].precedence + g->chains.at[r.chain].precedence; }

static bool is_extra(const guess *g, ref r) { return r.chain == 0 && g->trees.at[r.tree].extra; }

static bool is_unknown(const guess *g, ref r) { return r.chain == 0 && g->trees.at[r.tree].unknown; }

static uint32_t children_of(const guess *g, ref r) { return r.chain ? 1 : g->trees.at[r.tree].children; }

static ref child_of(const guess *g, ref r, uint32_t i) {
	return r.chain ? (ref){r.tree, g->chains.at[r.chain].inner} : g->children.at[g->trees.at[r.tree].first + i];
}

static uint32_t cons(guess *g, ref tree, uint32_t next) {
	*ADD(g->cells) = (cell){.tree = tree, .next = next};
	return g->cells.count - 1;
}

// The cell behind the last that is no extra; NONE if that is the end.
static uint32_t trailing_extras(const guess *g, uint32_t list) {
	uint32_t extras = list;
	for (; list != NONE; list = g->cells.at[list].next)
		if (!is_extra(g, g->cells.at[list].tree)) extras = g->cells.at[list].next;
	return extras;
}

// Makes a tree of the part of a list that ends before another cell.
static ref new_node(guess *g, uint16_t symbol, uint32_t list, uint32_t end) {
	g->work++;
	if (list != end && g->cells.at[list].next == end) {
		ref only = g->cells.at[list].tree;
		return (ref){only.tree, extend(g, (chain){.inner = only.chain, .symbol = symbol})};
	}
	tree t = {.hash = mix(2, symbol), .symbol = symbol, .first = g->children.count};
	for (; list != end; list = g->cells.at[list].next, t.children++) {
		ref child = g->cells.at[list].tree;
		const tree *c = &g->trees.at[child.tree];
		t.hash = mix(t.hash, hash_of(g, child));
		t.precedence += precedence_of(g, child);
		if (t.children == 0) t.padding = c->padding, t.size = c->size;
		else t.size += c->padding + c->size;
		*ADD(g->children) = child;
	}
	return (ref){add_tree(g, t), 0};
}

// Adds to a new tree what the production says that made it, and which choice that was.
static ref finish(guess *g, ref r, const reduction *production, uint16_t choice) {
	if (r.chain == 0) {
		g->trees.at[r.tree].precedence += production->precedence;
		g->trees.at[r.tree].choice = choice;
	} else if (production->precedence != 0 || choice != ACTION_ERROR) {
		uint32_t inner = g->chains.at[r.chain].inner;
		r.chain = extend(g, (chain){.inner = inner, .symbol = production->symbol, .choice = choice, .precedence = production->precedence});
	}
	return r;
}

// The order of trees: by symbol, then by number of children, then by the children.
static int compare(guess *g, ref left, ref right) {
	g->pending.count = 0;
	*ADD(g->pending) = left;
	*ADD(g->pending) = right;
	while (g->pending.count > 0) {
		ref b = g->pending.at[--g->pending.count], a = g->pending.at[--g->pending.count];
		g->work++;
		if (hash_of(g, a) == hash_of(g, b)) continue;
		if (symbol_of(g, a) != symbol_of(g, b)) return symbol_of(g, a) < symbol_of(g, b) ? -1 : 1;
		if (is_unknown(g, a) || is_unknown(g, b)) {
			g->hopeless = true;
			return 0;
		}
		uint32_t children = children_of(g, a);
		if (children != children_of(g, b)) return children < children_of(g, b) ? -1 : 1;
		for (uint32_t i = children; i-- > 0;) {
			*ADD(g->pending) = child_of(g, a, i);
			*ADD(g->pending) = child_of(g, b, i);
		}
	}
	return 0;
}

// Reports whether the second of two ways to read the same text is the better one.
static bool select_tree(guess *g, ref left, ref right) {
	int32_t a = precedence_of(g, left), b = precedence_of(g, right);
	return a != b ? b > a : compare(g, left, right) > 0;
}

static bool is_equivalent(guess *g, ref left, ref right) {
	const tree *a = &g->trees.at[left.tree], *b = &g->trees.at[right.tree];
	if (symbol_of(g, left) != symbol_of(g, right) || a->padding != b->padding || a->size != b->size || is_extra(g, left) != is_extra(g, right))
		return false;
	if ((is_unknown(g, left) || is_unknown(g, right)) && hash_of(g, left) != hash_of(g, right)) g->hopeless = true;
	return children_of(g, left) == children_of(g, right);
}

// The stack.

static uint32_t add_node(guess *g, node n) {
	n.users = 1;
	if (g->unused.count > 0) {
		uint32_t at = g->unused.at[--g->unused.count];
		g->nodes.at[at] = n;
		return at;
	}
	if (g->nodes.count >= MAX_NODES) g->hopeless = true;
	*ADD(g->nodes) = n;
	return g->nodes.count - 1;
}

// Says that a node has lost a user; those below it may be free with it.
static void release(guess *g, uint32_t at) {
	g->pending.count = 0;
	for (;;) {
		node *n = &g->nodes.at[at];
		if (--n->users == 0) {
			for (uint8_t i = 0; i < n->links; i++) *ADD(g->pending) = (ref){n->link[i].node, 0};
			*ADD(g->unused) = at;
		}
		if (g->pending.count == 0) return;
		at = g->pending.at[--g->pending.count].tree;
	}
}

// A node of the driver's stack, on so many entries and extras.
static uint32_t add_base(const driver *d, guess *g, uint32_t depth, uint32_t extras, uint32_t position) {
	return add_node(g, (node){.position = position, .depth = depth, .extras = extras, .state = d->stack[depth - 1].state});
}

// Links a node to a new one below it, over what starts at a place.
static void add_first_link(guess *g, uint32_t at, uint32_t below, uint32_t start, tree t) {
	t.padding = start - g->nodes.at[below].position;
	t.unknown = true;
	g->nodes.at[at].link[0] = (link){.node = below, .tree = leaf(g, t)};
	g->nodes.at[at].links = 1;
}

// The first of the extras on top of so many entries of the driver's stack, and in *count how many there are.
static const record *extras_on(const driver *d, uint32_t depth, uint32_t *count) {
	if (depth == d->depth) {
		*count = d->extra_count;
		return d->extras;
	}
	const record *end = d->records + d->stack[depth].first, *r = end;
	uint32_t from = depth > 1 ? d->stack[depth - 1].end : 0;
	while (r > d->records && r[-1].flags & FLAG_EXTRA && r[-1].start >= from) r--;
	*count = (uint32_t)(end - r);
	return r;
}

// The number of links of a node; that of a node of the driver's stack is made if need be.
static uint8_t links_of(const driver *d, guess *g, uint32_t at) {
	node n = g->nodes.at[at];
	if (n.links > 0 || n.depth == 0) return n.links;
	uint32_t count;
	const record *extras = extras_on(d, n.depth, &count);
	if (n.extras > 0) {
		const record *r = &extras[n.extras - 1];
		uint32_t position = n.extras > 1 ? extras[n.extras - 2].end : d->stack[n.depth - 1].end;
		add_first_link(g, at, add_base(d, g, n.depth, n.extras - 1, position), r->start,
			(tree){.hash = mix(mix(4, n.depth), n.extras), .size = r->end - r->start, .symbol = SYMBOL_COMMENT, .extra = true});
	} else if (n.depth > 1) {
		const entry *e = &d->stack[n.depth - 1];
		extras = extras_on(d, n.depth - 1, &count);
		uint32_t position = count > 0 ? extras[count - 1].end : d->stack[n.depth - 2].end;
		add_first_link(g, at, add_base(d, g, n.depth - 1, count, position), e->start,
			(tree){.hash = mix(1, n.depth), .size = e->end - e->start, .symbol = e->symbol});
	}
	return g->nodes.at[at].links;
}

static void add_link(const driver *d, guess *g, uint32_t to, link l, uint32_t merged);

// Merges a node into another that is in the same place.
static void merge_nodes(const driver *d, guess *g, uint32_t into, uint32_t from, uint32_t merged) {
	links_of(d, g, into);
	links_of(d, g, from);
	for (uint8_t i = 0; i < g->nodes.at[from].links; i++) add_link(d, g, into, g->nodes.at[from].link[i], merged);
}

static bool is_same_place(const guess *g, uint32_t a, uint32_t b) {
	return g->nodes.at[a].state == g->nodes.at[b].state && g->nodes.at[a].position == g->nodes.at[b].position;
}

// Adds a link to a node, unless it has one that is as good.
static void add_link(const driver *d, guess *g, uint32_t to, link l, uint32_t merged) {
	if (l.node == to) return;
	if (++merged > MAX_MERGED) g->hopeless = true;
	if (g->hopeless) return;
	int32_t precedence = g->nodes.at[l.node].precedence + precedence_of(g, l.tree);
	for (uint8_t i = 0; i < g->nodes.at[to].links; i++) {
		link known = g->nodes.at[to].link[i];
		g->work++;
		if (!is_equivalent(g, known.tree, l.tree)) continue;
		if (known.node == l.node) {
			if (precedence_of(g, l.tree) <= precedence_of(g, known.tree)) return;
			g->nodes.at[to].link[i].tree = l.tree;
			g->nodes.at[to].precedence = precedence;
			return;
		}
		if (!is_same_place(g, known.node, l.node)) continue;
		merge_nodes(d, g, known.node, l.node, merged);
		if (precedence > g->nodes.at[to].precedence) g->nodes.at[to].precedence = precedence;
		g->nodes.at[to].forked |= g->nodes.at[known.node].forked;
		return;
	}
	node *n = &g->nodes.at[to];
	if (n->links == MAX_LINKS) return;
	n->link[n->links++] = l;
	g->nodes.at[l.node].users++;
	n->forked = true;
	if (precedence > n->precedence) n->precedence = precedence;
}

static void push(guess *g, uint32_t at, ref r, uint16_t state) {
	uint32_t below = g->heads[at].node;
	const node *b = &g->nodes.at[below];
	const tree *t = &g->trees.at[r.tree];
	g->heads[at].node = add_node(g, (node){.position = b->position + t->padding + t->size, .precedence = b->precedence + precedence_of(g, r),
		.state = state, .links = 1, .forked = b->forked, .link = {{.node = below, .tree = r}}});
}

static void take_out(guess *g, uint32_t at) {
	g->head_count--;
	memmove(&g->heads[at], &g->heads[at + 1], (g->head_count - at) * sizeof *g->heads);
}

static void remove_head(guess *g, uint32_t at) {
	release(g, g->heads[at].node);
	take_out(g, at);
}

// Puts a head in the place of one with a lower number.
static void renumber(guess *g, uint32_t from, uint32_t to) {
	release(g, g->heads[to].node);
	g->heads[to] = g->heads[from];
	take_out(g, from);
}

static bool is_same_scanner(const guess *g, uint32_t left, uint32_t right) {
	const scanner *a = &g->scanners.at[left], *b = &g->scanners.at[right];
	return left == right || (a->indent_count == b->indent_count && a->delimiter_count == b->delimiter_count && a->in_fstring == b->in_fstring &&
		a->brackets == b->brackets && memcmp(a->indents, b->indents, a->indent_count) == 0 &&
		memcmp(a->delimiters, b->delimiters, a->delimiter_count) == 0);
}

// Joins the second head to the first, and removes it, if they have come to the same place.
static bool merge(const driver *d, guess *g, uint32_t first, uint32_t second) {
	const head *a = &g->heads[first], *b = &g->heads[second];
	if (a->status != ACTIVE || b->status != ACTIVE || !is_same_place(g, a->node, b->node) || !is_same_scanner(g, a->scanner, b->scanner))
		return false;
	merge_nodes(d, g, a->node, b->node, 0);
	remove_head(g, second);
	return true;
}

// Adds what a path has found; paths that end alike share a head.
static void add_slice(guess *g, uint32_t at, uint32_t end, uint32_t list) {
	if (g->slice_count == MAX_PATHS) {
		g->hopeless = true;
		return;
	}
	for (uint32_t i = g->slice_count; i-- > 0;) {
		if (g->heads[g->slices[i].head].node != end) continue;
		memmove(&g->slices[i + 2], &g->slices[i + 1], (g->slice_count - i - 1) * sizeof *g->slices);
		g->slices[i + 1] = (slice){.head = g->slices[i].head, .list = list};
		g->slice_count++;
		return;
	}
	g->nodes.at[end].users++;
	g->heads[g->head_count] = (head){.node = end, .scanner = g->heads[at].scanner};
	g->slices[g->slice_count++] = (slice){.head = g->head_count++, .list = list};
}

// Takes a path one link down; for the links but the first, paths are added.
static void descend(guess *g, uint32_t at, uint32_t *count) {
	path from = g->paths[at];
	const node *n = &g->nodes.at[from.node];
	for (uint8_t i = 1; i <= n->links; i++) {
		link l = n->link[i % n->links]; // the first comes last
		if (i < n->links && *count == MAX_PATHS) continue;
		path *to = i == n->links ? &g->paths[at] : &g->paths[(*count)++];
		*to = (path){.node = l.node, .list = cons(g, l.tree, from.list), .count = from.count + !is_extra(g, l.tree)};
	}
}

// Finds what stands on the stack of a head, so many symbols down, or as far down as there is something.
static void pop_count(const driver *d, guess *g, uint32_t at, uint32_t symbols) {
	uint32_t count = 1;
	g->cells.count = 0; // of the reduction before
	g->paths[0] = (path){.node = g->heads[at].node, .list = NONE};
	g->slice_count = 0;
	while (count > 0) {
		for (uint32_t i = 0, size = count; i < size; i++) {
			path p = g->paths[i];
			g->work++;
			if (p.count < symbols && links_of(d, g, p.node) > 0) {
				descend(g, i, &count);
				continue;
			}
			add_slice(g, at, p.node, p.list);
			memmove(&g->paths[i], &g->paths[i + 1], (count - i - 1) * sizeof *g->paths);
			i--, size--, count--;
		}
	}
}

// Parsing.

// Removes slice *i and those that share its head.
static void drop_slices(guess *g, uint32_t *i, uint32_t at) {
	remove_head(g, at);
	while (*i + 1 < g->slice_count && g->slices[*i + 1].head == g->slices[*i].head) ++*i;
}

// Makes a tree of the slice *i, or of one of those that share its head. *extras is what is behind it.
static ref best_slice(guess *g, uint32_t *i, uint16_t symbol, uint32_t *extras) {
	*extras = trailing_extras(g, g->slices[*i].list);
	ref best = new_node(g, symbol, g->slices[*i].list, *extras);
	while (*i + 1 < g->slice_count && g->slices[*i + 1].head == g->slices[*i].head) {
		uint32_t list = g->slices[++*i].list, end = trailing_extras(g, list);
		ref other = new_node(g, symbol, list, end);
		if (!select_tree(g, best, other)) continue;
		best = other;
		*extras = end;
	}
	return best;
}

// Reduces the top of a head's stack. It returns the first new head, NONE if all are merged into others.
static uint32_t reduce(const driver *d, guess *g, uint32_t at, const reduction *r, uint16_t choice) {
	uint32_t before = g->head_count, removed = 0;
	pop_count(d, g, at, r->children);
	for (uint32_t i = 0; i < g->slice_count && !g->hopeless; i++) {
		uint32_t to = g->slices[i].head - removed;
		if (to > MAX_NEW_HEADS) {
			drop_slices(g, &i, to);
			removed++;
			continue;
		}
		uint32_t extras;
		ref t = finish(g, best_slice(g, &i, r->symbol, &extras), r, choice);
		uint16_t state = grammar.successors[g->nodes.at[g->heads[to].node].state][r->symbol - grammar.token_count];
		push(g, to, t, state);
		for (; extras != NONE; extras = g->cells.at[extras].next) push(g, to, g->cells.at[extras].tree, state);
		for (uint32_t j = 0; j < to; j++) {
			if (j == at || !merge(d, g, j, to)) continue;
			removed++;
			break;
		}
	}
	return g->head_count > before ? before : NONE;
}

// The number of the scanner that has read a token. Most are known: strings begin and end.
static uint32_t pass(guess *g, uint32_t from, const token *t) {
	if (!agentlint_changes_scanner(t)) return from;
	scanner after = g->scanners.at[from];
	agentlint_scanner_pass(&after, t);
	*ADD(g->scanners) = after;
	uint32_t at = g->scanners.count - 1;
	for (uint32_t i = at, tries = 8; i-- > 0 && tries-- > 0;) {
		if (!is_same_scanner(g, i, at)) continue;
		g->scanners.count--;
		return i;
	}
	return at;
}

static void shift(guess *g, uint32_t at, const token *t, uint16_t state, bool extra, uint16_t choice) {
	tree new = {.hash = mix(mix(mix(3, t->symbol), t->start), t->end), .symbol = t->symbol, .extra = extra, .choice = choice,
		.padding = t->start - g->nodes.at[g->heads[at].node].position, .size = t->end - t->start};
	push(g, at, leaf(g, new), state);
	g->heads[at].scanner = pass(g, g->heads[at].scanner, t);
}

// Takes what a head has read as the whole file, if nothing better is known.
static void accept(const driver *d, guess *g, uint32_t at, const token *end) {
	shift(g, at, end, 1, true, ACTION_ERROR);
	pop_count(d, g, at, NONE);
	for (uint32_t i = 0; i < g->slice_count; i++) {
		ref module = {NONE, 0};
		for (uint32_t c = g->slices[i].list; c != NONE; c = g->cells.at[c].next)
			if (!is_extra(g, g->cells.at[c].tree)) module = g->cells.at[c].tree;
		if (g->finished.tree == NONE || select_tree(g, g->finished, module)) g->finished = module;
	}
	while (g->head_count > g->slices[0].head) remove_head(g, g->head_count - 1);
	g->heads[at].status = HALTED;
}

// Takes a head behind one more token, which *first is if it has been read. It may make others, or come to an error.
static void advance(driver *d, guess *g, uint32_t at, const token *first) {
	const node *top = &g->nodes.at[g->heads[at].node];
	token t;
	if (first) {
		t = *first;
	} else if (!agentlint_lex(&d->lexer, &g->scanners.at[g->heads[at].scanner], top->state, top->position, &t)) {
		g->heads[at].status = PAUSED;
		return;
	}
	while (!g->hopeless) {
		if (++g->work > g->limit || __atomic_load_n(d->interrupted, __ATOMIC_RELAXED)) g->hopeless = true;
		uint16_t state = g->nodes.at[g->heads[at].node].state, action = grammar.actions[state][t.symbol];
		conflict one = {.count = action != ACTION_ERROR, .actions = {action}}, *c = &one;
		if ((action & ACTION_KIND) == ACTION_CONFLICT) c = &grammar.conflicts[action & ACTION_OPERAND];
		uint32_t reduced = NONE;
		for (uint8_t i = 0; i < c->count; i++) {
			uint16_t operand = c->actions[i] & ACTION_OPERAND, choice = c->count > 1 ? c->actions[i] : ACTION_ERROR;
			switch (c->actions[i] & ACTION_KIND) {
			case ACTION_SHIFT: shift(g, at, &t, operand, false, choice); return;
			case ACTION_SHIFT_EXTRA: shift(g, at, &t, state, true, choice); return;
			case ACTION_ACCEPT: accept(d, g, at, &t); return;
			}
			uint32_t made = reduce(d, g, at, &grammar.reductions[operand], choice);
			if (made != NONE) reduced = made;
		}
		if (reduced != NONE) {
			renumber(g, reduced, at);
		} else if (t.keyword && grammar.actions[state][SYMBOL_IDENTIFIER] != ACTION_ERROR) {
			t.symbol = SYMBOL_IDENTIFIER;
			t.keyword = false;
		} else {
			g->heads[at].status = PAUSED;
			return;
		}
	}
}

// Which of two heads may stay, or comes first.
enum { TAKE_LEFT, PREFER_LEFT, PREFER_RIGHT, TAKE_RIGHT };

static int compare_heads(const guess *g, const head *left, const head *right) {
	if (left->status != right->status) return left->status == ACTIVE ? TAKE_LEFT : TAKE_RIGHT;
	return g->nodes.at[right->node].precedence > g->nodes.at[left->node].precedence ? PREFER_RIGHT : PREFER_LEFT;
}

// Compares head i with those before it. It returns the number of the head to go on from.
static uint32_t condense_head(const driver *d, guess *g, uint32_t i) {
	head right = g->heads[i];
	for (uint32_t j = 0; j < i; j++) {
		switch (compare_heads(g, &g->heads[j], &right)) {
		case TAKE_LEFT:
			remove_head(g, i);
			return i - 1;
		case TAKE_RIGHT:
			remove_head(g, j--);
			i--;
			break;
		case PREFER_LEFT:
			if (merge(d, g, j, i)) return i - 1;
			break;
		case PREFER_RIGHT:
			if (merge(d, g, j, i)) return i - 1;
			head left = g->heads[j];
			g->heads[j] = g->heads[i];
			g->heads[i] = left;
		}
	}
	return i;
}

// Sorts and thins out the heads. Those with an error are kept as long as there are no others.
static void condense(const driver *d, guess *g) {
	for (uint32_t i = 0; i < g->head_count; i++) {
		if (g->heads[i].status == HALTED) remove_head(g, i--);
		else i = condense_head(d, g, i);
	}
	while (g->head_count > MAX_HEADS) remove_head(g, g->head_count - 1);
	for (uint32_t i = 0; i < g->head_count; i++)
		if (g->heads[i].status != ACTIVE) remove_head(g, i--);
}

// Gives every head a turn: it goes on until it is further than all have been, and all but the first only as far.
static void take_turns(driver *d, guess *g, const token *first) {
	for (uint32_t at = 0; at < g->head_count; at++) {
		while (g->heads[at].status == ACTIVE && !g->hopeless) {
			advance(d, g, at, first);
			first = NULL;
			uint32_t position = g->nodes.at[g->heads[at].node].position;
			if (position < g->position || (at == 0 && position == g->position)) continue;
			g->position = position;
			break;
		}
	}
}

// Notes the choices within a tree, from the last to the first.
static void note_choices(guess *g, ref root) {
	g->pending.count = 0;
	*ADD(g->pending) = root;
	while (g->pending.count > 0) {
		ref r = g->pending.at[--g->pending.count];
		for (; r.chain != 0; r = child_of(g, r, 0))
			if (g->chains.at[r.chain].choice != ACTION_ERROR) *ADD(g->actions) = g->chains.at[r.chain].choice;
		const tree *t = &g->trees.at[r.tree];
		if (t->choice != ACTION_ERROR) *ADD(g->actions) = t->choice;
		for (uint32_t i = 0; i < t->children; i++) *ADD(g->pending) = g->children.at[t->first + i];
	}
}

static void reverse_actions(guess *g) {
	for (uint32_t i = 0, j = g->actions.count; i + 1 < j; i++) {
		uint16_t action = g->actions.at[--j];
		g->actions.at[j] = g->actions.at[i];
		g->actions.at[i] = action;
	}
}

// Notes the choices that led to a node if there is one way to it. It returns false if there are several.
static bool note_way(guess *g, uint32_t top) {
	g->actions.count = 0;
	for (const node *n = &g->nodes.at[top]; n->links > 0; n = &g->nodes.at[n->link[0].node]) {
		g->work++;
		if (n->links > 1) {
			g->nodes.at[top].forked = true;
			return false;
		}
		note_choices(g, n->link[0].tree);
	}
	return true;
}

// Reports whether one way is left, and notes its choices.
static bool is_decided(guess *g) {
	if (g->head_count == 0 && g->finished.tree != NONE) {
		g->actions.count = 0;
		note_choices(g, g->finished);
	} else if (g->head_count != 1 || g->finished.tree != NONE || g->nodes.at[g->heads[0].node].forked || !note_way(g, g->heads[0].node)) {
		return false;
	}
	reverse_actions(g);
	return true;
}

static void begin(const driver *d, guess *g) {
	g->trees.count = g->children.count = g->nodes.count = g->unused.count = g->scanners.count = 0;
	*ADD(g->scanners) = d->scanner;
	g->heads[0] = (head){.node = add_base(d, g, d->depth, d->extra_count, d->position)};
	g->head_count = 1;
	g->finished.tree = NONE;
	g->position = d->position;
}

// Finds how to go on from a conflict with a lookahead. It returns false if there is no telling.
static bool decide(driver *d, guess *g, const token *first) {
	begin(d, g);
	do {
		take_turns(d, g, first);
		first = NULL;
		condense(d, g);
		if (g->hopeless || (g->head_count == 0 && g->finished.tree == NONE)) return false;
	} while (!is_decided(g));
	g->next = 0;
	return true;
}

uint16_t agentlint_guess(driver *d, const conflict *c, const token *t) {
	guess *g = d->guesses;
	if (g->next == g->actions.count && !decide(d, g, t)) return ACTION_ERROR;
	uint16_t action = g->next < g->actions.count ? g->actions.at[g->next++] : ACTION_ERROR;
	for (uint8_t i = 0; i < c->count; i++)
		if (c->actions[i] == action) return action;
	return ACTION_ERROR;
}

guess *agentlint_guess_new(void) { return calloc(1, sizeof(guess)); }

void agentlint_guess_reset(guess *g, uint32_t length) {
	if (g->chains.count == 0 || g->chains.count == MAX_CHAINS) {
		memset(g->chain_slots, 0, sizeof g->chain_slots);
		g->chains.count = 0;
		*ADD(g->chains) = (chain){0};
	}
	g->next = g->actions.count = 0;
	g->work = 0;
	g->limit = STEPS_PER_BYTE * (uint64_t)length + 4096;
	g->hopeless = false;
}

uint64_t agentlint_guess_steps(const guess *g) { return g->work; }

void agentlint_guess_shrink(guess *g) {
	enum { HUGE = 1 << 16 };
	if (g->trees.capacity + g->nodes.capacity < HUGE) return;
	FREE(g->trees);
	FREE(g->children);
	FREE(g->nodes);
	FREE(g->unused);
	FREE(g->pending);
}

void agentlint_guess_free(guess *g) {
	g->trees.capacity = UINT32_MAX / 2;
	agentlint_guess_shrink(g);
	FREE(g->chains);
	FREE(g->cells);
	FREE(g->scanners);
	FREE(g->actions);
	free(g);
}
