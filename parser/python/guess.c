#include "driver.h"

#include <stdlib.h>
#include <string.h>

// Where the grammar has a conflict, tree-sitter follows every action until all but one have failed, or until two ways
// meet: then the one of higher dynamic precedence wins, and failing that the one whose tree comes first in an order of
// trees. So does this, on copies of the top of the stack. The winner's actions are kept: the driver takes them as it
// comes to their conflicts.

enum {
	MAX_WAYS = 4,
	MAX_COPIED = 1 << 14, // entries of a way that may be copied at a conflict
};

// What stands on the driver's stack is a tree of unknown content to the ways, numbered SHARED | its depth.
static const uint32_t SHARED = 1u << 31;

// A tree is what a way has read, as far as it matters to the choice. Equal trees have equal hashes.
typedef struct {
	uint64_t hash;
	uint32_t first, children; // in guess.links
	uint16_t symbol;
} tree;

typedef struct {
	uint32_t start, end, tree;
	int32_t precedence; // dynamic, of the whole tree
	uint16_t state;
	bool extra;
} guess_entry;

// A joint is where a way has the same top of its stack as an older one: tree-sitter goes on with one stack whose lower
// part forks. A reduction that takes in all that differs decides between the two; one that ends amid it parts them.
typedef struct {
	uint32_t older;         // the other way's id; 0 for none
	uint32_t lowest, above; // the entries that differ begin at lowest; from above on, all are the same
	int32_t offset;         // how much deeper this way's stack is
} joint;

// What a reduction made, for a joint to compare.
typedef struct {
	uint32_t depth, tree, time;
	int32_t precedence;
	uint16_t state;
} made;

typedef struct {
	guess_entry *entries; // the stack from base on; below, it is the driver's
	uint16_t *actions;    // taken at conflicts
	made *log;            // the reductions of this round
	uint32_t base, count, entry_capacity, action_count, action_capacity, log_count, log_capacity;
	uint32_t position;
	int32_t precedence; // of all that it has read
	scanner before, scanner; // the lookahead, behind it
	token token;             // the lookahead, if it has been read
	uint32_t tokens;         // shifted in this round
	bool has_token, stepped, accepted;
	bool failed;
	uint32_t id;
	uint32_t winner;        // way that this one lost to; 0 if it failed otherwise
	uint32_t heir;          // way that takes the place of this one, which has lost; 0 for none
	uint32_t waits_for;     // way that it met: they go on together; 0 for none
	uint32_t parent, round; // of the fork that made it
	uint16_t born;          // for this action
	bool parted;            // from an older way, since its turn began
	uint32_t queued;        // when in this round it got its place among the ways; 0 for before the round
	joint joint;
} way;

struct guess {
	way ways[MAX_WAYS];
	uint32_t count, ids, round, clock;
	uint32_t position; // how far the furthest way has been
	uint16_t *actions; // of the last winner
	uint32_t action_count, action_capacity, next;
	tree *trees;
	uint32_t *links; // children of trees
	uint32_t *pairs; // still to compare
	uint32_t tree_count, tree_capacity, link_count, link_capacity, pair_count, pair_capacity;
	uint64_t work, limit; // a file that needs more than some steps a byte is left to tree-sitter
	bool unsure;   // the ways met in a manner in which the order of trees may not decide
	bool hopeless; // tree-sitter must parse the file
};

static uint64_t mix(uint64_t hash, uint64_t value) {
	hash = (hash ^ value) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

static void *reserve(void *elements, uint32_t *capacity, uint32_t count, size_t size) {
	if (count <= *capacity) return elements;
	*capacity = 2 * count + 64;
	return realloc(elements, *capacity * size);
}

static uint32_t depth_of(const way *w) { return w->base + w->count; }

static guess_entry entry_at(const driver *d, const way *w, uint32_t depth) {
	if (depth >= w->base) return w->entries[depth - w->base];
	const entry *e = &d->stack[depth];
	return (guess_entry){.start = e->start, .end = e->end, .tree = SHARED | depth, .state = e->state};
}

static void push(way *w, guess_entry e) {
	w->entries = reserve(w->entries, &w->entry_capacity, w->count + 1, sizeof *w->entries);
	w->entries[w->count++] = e;
}

static void note(way *w, uint16_t action) {
	w->actions = reserve(w->actions, &w->action_capacity, w->action_count + 1, sizeof *w->actions);
	w->actions[w->action_count++] = action;
}

static uint64_t hash_of(const guess *g, uint32_t tree) { return tree & SHARED ? mix(1, tree) : g->trees[tree].hash; }

static uint32_t add_tree(guess *g, tree t) {
	g->trees = reserve(g->trees, &g->tree_capacity, g->tree_count + 1, sizeof *g->trees);
	g->trees[g->tree_count] = t;
	return g->tree_count++;
}

static void add_link(guess *g, uint32_t tree) {
	g->links = reserve(g->links, &g->link_capacity, g->link_count + 1, sizeof *g->links);
	g->links[g->link_count++] = tree;
}

static void add_pair(guess *g, uint32_t a, uint32_t b) {
	g->pairs = reserve(g->pairs, &g->pair_capacity, g->pair_count + 2, sizeof *g->pairs);
	g->pairs[g->pair_count++] = a;
	g->pairs[g->pair_count++] = b;
}

// The order of trees: by symbol, then by number of children, then by the children. It returns a number below, at or
// above 0 as a comes before, with or behind b.
static int order(guess *g, uint32_t a, uint32_t b) {
	g->pair_count = 0;
	add_pair(g, a, b);
	while (g->pair_count > 0) {
		b = g->pairs[--g->pair_count];
		a = g->pairs[--g->pair_count];
		g->work++;
		if (hash_of(g, a) == hash_of(g, b)) continue;
		if ((a | b) & SHARED) {
			g->hopeless = true;
			return 0;
		}
		tree x = g->trees[a], y = g->trees[b];
		if (x.symbol != y.symbol) return x.symbol < y.symbol ? -1 : 1;
		if (x.children != y.children) return x.children < y.children ? -1 : 1;
		for (uint32_t i = x.children; i-- > 0;) add_pair(g, g->links[x.first + i], g->links[y.first + i]);
	}
	return 0;
}

// The way with an id, or the one that has won over it.
static way *find_way(guess *g, uint32_t id) {
	for (uint32_t i = 0; i < g->count; i++)
		if (g->ways[i].id == id) return g->ways[i].winner ? find_way(g, g->ways[i].winner) : &g->ways[i];
	return NULL;
}

static void lose(way *loser, const way *winner) {
	loser->failed = true;
	loser->winner = winner->id;
}

// Reports whether a way other than w is joined to older, or has got its place after a time.
static bool others_depend(const guess *g, const way *w, const way *older, uint32_t time) {
	for (uint32_t i = 0; i < g->count; i++) {
		const way *other = &g->ways[i];
		if (other != w && !other->failed && (other->joint.older == older->id || other->queued > time)) return true;
	}
	return false;
}

// Follows w's joint through a reduction that put e at a depth.
static void follow_joint(guess *g, way *w, uint32_t depth, const guess_entry *e) {
	uint32_t n = w->log_count++;
	w->log = reserve(w->log, &w->log_capacity, w->log_count, sizeof *w->log);
	w->log[n] = (made){.depth = depth, .tree = e->tree, .precedence = e->precedence, .state = e->state, .time = ++g->clock};
	joint *j = &w->joint;
	if (j->older == 0 || depth > j->above) return;
	way *older = find_way(g, j->older);
	if (older == NULL || n >= older->log_count || older->log[n].depth + j->offset != depth) {
		g->hopeless = true;
		return;
	}
	const made *other = &older->log[n];
	bool amid = j->offset != 0 || depth > j->lowest;
	if (amid && other->state == e->state) {
		j->above = depth;
	} else if (amid) {
		j->older = 0;
		w->parted = true;
		w->queued = other->time;
		for (uint32_t i = n + 1; i < older->log_count; i++)
			if (older->log[i].state == e->state) g->hopeless = true; // tree-sitter has let it meet w again
	} else if (e->precedence > other->precedence || (e->precedence == other->precedence && order(g, other->tree, e->tree) > 0)) {
		if (others_depend(g, w, older, other->time)) g->hopeless = true; // the same is to be decided for them
		j->older = older->joint.older;
		lose(older, w);
		older->heir = w->id;
	} else {
		lose(w, older);
	}
}

// Reduces the top of w's stack. Extras on top stay there.
static void reduce(const driver *d, guess *g, way *w, const reduction *r) {
	uint32_t top = depth_of(w);
	while (top > w->base && w->entries[top - 1 - w->base].extra) top--;
	uint32_t depth = top, extras = depth_of(w) - top, count = 0;
	for (uint8_t children = r->children; children > 0; depth--) children -= !entry_at(d, w, depth - 1).extra;
	tree t = {.hash = mix(mix(2, r->symbol), r->production), .first = g->link_count, .symbol = r->symbol};
	guess_entry e = {.start = w->position, .end = w->position, .precedence = r->precedence};
	for (uint32_t i = depth; i < top; i++, count++) {
		guess_entry child = entry_at(d, w, i);
		add_link(g, child.tree);
		t.hash = mix(t.hash, hash_of(g, child.tree));
		e.precedence += child.precedence;
		if (i == depth) e.start = child.start;
		e.end = child.end;
	}
	t.children = count;
	e.tree = add_tree(g, t);
	e.state = grammar.successors[entry_at(d, w, depth - 1).state][r->symbol - grammar.token_count];
	follow_joint(g, w, depth, &e);
	w->entries = reserve(w->entries, &w->entry_capacity, w->count + 1, sizeof *w->entries);
	uint32_t at = depth > w->base ? depth - w->base : 0;
	memmove(w->entries + at + 1, w->entries + (top - w->base), extras * sizeof *w->entries);
	w->entries[at] = e;
	for (uint32_t i = 1; i <= extras; i++) w->entries[at + i].state = e.state;
	if (depth < w->base) w->base = depth;
	w->count = at + 1 + extras;
	w->precedence += r->precedence;
}

static void shift(guess *g, way *w, uint16_t state, bool extra) {
	const token *t = &w->token;
	uint32_t leaf = add_tree(g, (tree){.hash = mix(mix(mix(3, t->symbol), t->start), t->end), .symbol = t->symbol});
	push(w, (guess_entry){.start = t->start, .end = t->end, .tree = leaf, .state = state, .extra = extra});
}

static void remove_way(guess *g, uint32_t i) {
	way removed = g->ways[i];
	g->count--;
	memmove(&g->ways[i], &g->ways[i + 1], (g->count - i) * sizeof *g->ways);
	g->ways[g->count] = removed; // for its memory
}

static bool same_scanner(const scanner *a, const scanner *b) {
	return a->indent_count == b->indent_count && a->delimiter_count == b->delimiter_count && a->in_fstring == b->in_fstring &&
		memcmp(a->indents, b->indents, a->indent_count) == 0 && memcmp(a->delimiters, b->delimiters, a->delimiter_count) == 0;
}

static bool look_alike(const guess *g, const guess_entry *a, const guess_entry *b) {
	if ((a->tree | b->tree) & SHARED) return a->tree == b->tree;
	const tree *x = &g->trees[a->tree], *y = &g->trees[b->tree];
	return x->symbol == y->symbol && x->children == y->children && a->start == b->start && a->end == b->end;
}

// Decides between two ways to read the same text. The first is the older: it stays where the trees look alike.
static bool prefers_second(guess *g, const guess_entry *a, const guess_entry *b) {
	if (a->precedence != b->precedence) return b->precedence > a->precedence;
	if (g->unsure || (a->tree | b->tree) & SHARED) {
		g->hopeless = true;
		return false;
	}
	return !look_alike(g, a, b) && order(g, a->tree, b->tree) > 0;
}

static void swap_ways(guess *g, uint32_t i, uint32_t j) {
	way w = g->ways[i];
	g->ways[i] = g->ways[j];
	g->ways[j] = w;
}

static bool differ(const guess *g, const guess_entry *a, const guess_entry *b) {
	return hash_of(g, a->tree) != hash_of(g, b->tree) || a->state != b->state;
}

// The first depth, from the bottom, at which two stacks differ.
static uint32_t lowest_difference(const driver *d, guess *g, const way *a, const way *b) {
	uint32_t at = a->base < b->base ? a->base : b->base;
	for (; at < depth_of(a) && at < depth_of(b); at++, g->work++) {
		guess_entry x = entry_at(d, a, at), y = entry_at(d, b, at);
		if (differ(g, &x, &y)) break;
	}
	return at;
}

// The number of entries on top of two stacks that are the same.
static uint32_t common_top(const driver *d, guess *g, const way *a, const way *b) {
	uint32_t n = 0;
	for (; n < depth_of(a) && n < depth_of(b); n++, g->work++) {
		guess_entry x = entry_at(d, a, depth_of(a) - 1 - n), y = entry_at(d, b, depth_of(b) - 1 - n);
		if (differ(g, &x, &y)) break;
	}
	return n;
}

static bool can_merge(const driver *d, const way *a, const way *b) {
	return a->position == b->position &&
		entry_at(d, a, depth_of(a) - 1).state == entry_at(d, b, depth_of(b) - 1).state &&
		same_scanner(a->has_token ? &a->before : &a->scanner, b->has_token ? &b->before : &b->scanner);
}

// Compares two ways that can merge. If they have met, so that one tree differs and no state, one of them loses. If only
// the tops of their stacks are the same the younger, b, is joined to a, and compare returns true.
static bool compare(const driver *d, guess *g, way *a, way *b) {
	uint32_t lowest = lowest_difference(d, g, a, b), common = common_top(d, g, a, b);
	if (common >= depth_of(a) || common >= depth_of(b)) {
		g->hopeless = true;
		return false;
	}
	uint32_t at = depth_of(b) - 1 - common;
	guess_entry x = entry_at(d, a, depth_of(a) - 1 - common), y = entry_at(d, b, at);
	if (depth_of(a) == depth_of(b) && at == lowest && x.state == y.state) {
		bool second = prefers_second(g, &x, &y);
		lose(second ? a : b, second ? b : a);
		if (second) a->heir = b->id;
		return false;
	}
	if (x.state == y.state && look_alike(g, &x, &y)) g->unsure = true; // tree-sitter takes one of the two trees as both
	b->joint = (joint){.older = a->id, .lowest = lowest, .above = at + (x.state != y.state),
		.offset = (int32_t)(depth_of(b) - depth_of(a))};
	return true;
}

// Joins a fork of a way to the same fork of the older way that it is joined to.
static void join_fork(guess *g, way *fork) {
	if (fork->joint.older == 0) return;
	for (uint32_t i = 0; i < g->count; i++) {
		const way *w = &g->ways[i];
		if (w->parent != fork->joint.older || w->born != fork->born || w->round != g->round) continue;
		fork->joint.older = w->id;
		return;
	}
	g->hopeless = true;
}

// Adds a way that takes another action than w at the conflict where w stands.
static void fork_way(const driver *d, guess *g, const way *w, uint16_t action) {
	if (g->count == MAX_WAYS || w->count > MAX_COPIED || w->action_count > MAX_COPIED) {
		g->hopeless = true;
		return;
	}
	way *other = &g->ways[g->count++];
	way kept = *other;
	*other = *w;
	other->entries = reserve(kept.entries, &kept.entry_capacity, w->count, sizeof *w->entries);
	other->actions = reserve(kept.actions, &kept.action_capacity, w->action_count, sizeof *w->actions);
	if (w->count > 0) memcpy(other->entries, w->entries, w->count * sizeof *w->entries);
	if (w->action_count > 0) memcpy(other->actions, w->actions, w->action_count * sizeof *w->actions);
	g->work += w->count + w->action_count;
	other->entry_capacity = kept.entry_capacity;
	other->action_capacity = kept.action_capacity;
	other->log = reserve(kept.log, &kept.log_capacity, w->log_count, sizeof *w->log); // what is in it no longer matters
	other->log_capacity = kept.log_capacity;
	other->id = ++g->ids;
	other->parent = w->id;
	other->round = g->round;
	other->born = action;
	other->queued = ++g->clock;
	join_fork(g, other);
	note(other, action);
	reduce(d, g, other, &grammar.reductions[action & ACTION_OPERAND]);
}

// The action that w takes with its lookahead; at a conflict the last, and ways are added for the others, reductions all.
static uint16_t choose(const driver *d, guess *g, way *w, uint16_t state) {
	uint16_t action = grammar.actions[state][w->token.symbol];
	if ((action & ACTION_KIND) != ACTION_CONFLICT) return action;
	const conflict *c = &grammar.conflicts[action & ACTION_OPERAND];
	for (uint8_t i = 0; i + 1 < c->count && !g->hopeless; i++) fork_way(d, g, w, c->actions[i]);
	note(w, c->actions[c->count - 1]);
	return c->actions[c->count - 1];
}

// Makes w wait for a way that it is joined to, to go on when that has.
static void wait_for(way *w, const way *other) {
	w->waits_for = other->id;
	w->tokens = other->tokens;
	w->log_count = other->log_count;
	w->log = reserve(w->log, &w->log_capacity, w->log_count, sizeof *w->log);
}

// Looks for another way with the same top of the stack that has yet to take its lookahead. If there is one, w loses or
// goes on together with it.
static void meet(const driver *d, guess *g, way *w) {
	const way *older = w->joint.older ? find_way(g, w->joint.older) : NULL;
	if (older && older->waits_for) {
		wait_for(w, older);
		return;
	}
	for (uint32_t i = 0; i < g->count && !w->failed; i++) {
		way *other = &g->ways[i];
		if (other == w || other->stepped || other->failed || other->accepted || other->joint.older == w->id || w->joint.older == other->id)
			continue;
		if (!can_merge(d, other, w)) continue;
		if (w->joint.older) {
			g->hopeless = true;
			return;
		}
		if (compare(d, g, other, w)) {
			wait_for(w, other);
			return;
		}
	}
}

// Takes w behind one more token, or to where it parts from an older way.
static void step(driver *d, guess *g, way *w) {
	if (!w->has_token) w->before = w->scanner;
	w->waits_for = 0;
	w->parted = false;
	if (!w->has_token && !agentlint_lex(&d->lexer, &w->scanner, entry_at(d, w, depth_of(w) - 1).state, w->position, &w->token)) {
		w->failed = true;
		return;
	}
	w->has_token = true;
	while (w->has_token && !w->failed && !w->waits_for && !w->parted && !g->hopeless) {
		if (++g->work > g->limit) g->hopeless = true;
		uint16_t state = entry_at(d, w, depth_of(w) - 1).state;
		uint16_t action = choose(d, g, w, state);
		switch (action & ACTION_KIND) {
		case ACTION_REDUCE:
			reduce(d, g, w, &grammar.reductions[action & ACTION_OPERAND]);
			meet(d, g, w);
			continue;
		case ACTION_SHIFT:
			shift(g, w, action & ACTION_OPERAND, false);
			break;
		case ACTION_SHIFT_EXTRA:
			shift(g, w, state, true);
			break;
		case ACTION_ACCEPT:
			w->accepted = true;
			break;
		default:
			if (w->token.keyword && grammar.actions[state][SYMBOL_IDENTIFIER] != ACTION_ERROR) {
				w->token.symbol = SYMBOL_IDENTIFIER;
				w->token.keyword = false;
				continue;
			}
			w->failed = true;
		}
		w->has_token = false;
		w->position = w->token.end;
		w->tokens++;
	}
}

static void remove_failed(guess *g) {
	for (uint32_t i = 0; i < g->count;) {
		if (!g->ways[i].failed) {
			i++;
			continue;
		}
		for (uint32_t j = i + 1; j < g->count; j++)
			if (g->ways[j].id == g->ways[i].heir) swap_ways(g, i, j);
		if (g->ways[i].failed) remove_way(g, i);
	}
}

// Moves way i behind way j.
static void move_behind(guess *g, uint32_t i, uint32_t j) {
	way w = g->ways[i];
	memmove(&g->ways[i], &g->ways[i + 1], (j - i) * sizeof w);
	g->ways[j] = w;
}

// Orders the ways as tree-sitter does after each token: those of higher precedence come first.
static void condense(const driver *d, guess *g) {
	for (uint32_t i = 0; i < g->count; i++) {
		way *w = &g->ways[i];
		w->joint.older = 0;
		for (uint32_t j = 0; j < i && !w->failed; j++) {
			way *older = &g->ways[j];
			if (older->failed) continue;
			joint first = w->joint;
			if (!w->accepted && !older->accepted && can_merge(d, older, w)) compare(d, g, older, w);
			else if (w->precedence > older->precedence && !first.older && !older->joint.older) swap_ways(g, i, j);
			if (first.older) w->joint = first;
		}
	}
	remove_failed(g);
}

// Reports whether a way has had its turn. Tree-sitter takes each stack on until it is further than all have been, and
// all but the first only as far. A way that is joined to another reads as many tokens as that.
static bool has_had_turn(guess *g, const way *w, bool first) {
	if (w->accepted && w->position > g->position) g->position = w->position;
	if (w->failed || w->accepted || w->waits_for || w->parted || g->hopeless) return true;
	const way *older = w->joint.older ? find_way(g, w->joint.older) : NULL;
	if (older) return w->tokens >= older->tokens;
	if (w->position < g->position || (first && w->position == g->position)) return false;
	g->position = w->position;
	return true;
}

// Sorts the ways from way i on by when they got their places.
static void sort_queue(guess *g, uint32_t i) {
	for (uint32_t j = i + 1; j < g->count; j++)
		for (uint32_t k = j; k > i && g->ways[k - 1].queued > g->ways[k].queued; k--) swap_ways(g, k - 1, k);
}

// Moves way i, which has parted from another, behind the ways that were there when that one came to the parting.
static void queue_again(guess *g, uint32_t i) {
	move_behind(g, i, g->count - 1);
	sort_queue(g, i);
}

// Moves way i, which waits for another, behind that one, whose turn is to come, and behind those that wait already.
static void queue_behind(guess *g, uint32_t i) {
	for (uint32_t j = i + 1; j < g->count; j++) {
		if (g->ways[j].id != g->ways[i].waits_for) continue;
		while (j + 1 < g->count && g->ways[j + 1].waits_for == g->ways[i].waits_for) j++;
		g->ways[i].queued = g->ways[j].queued;
		move_behind(g, i, j);
		return;
	}
	g->hopeless = true;
}

// Gives every way a turn.
static void advance(driver *d, guess *g) {
	for (uint32_t i = 0; i < g->count; i++) {
		way *w = &g->ways[i];
		w->stepped = w->accepted;
		w->queued = 0;
		w->log_count = w->tokens = 0;
	}
	bool first = true;
	g->clock = 0;
	for (uint32_t i = 0; i < g->count && !g->hopeless; i++) {
		way *w = &g->ways[i];
		if (w->stepped || w->failed) continue;
		do step(d, g, w);
		while (!has_had_turn(g, w, first));
		first = false;
		w->stepped = !w->waits_for && !w->parted;
		sort_queue(g, i + 1);
		if (g->ways[i].waits_for) queue_behind(g, i--);
		else if (g->ways[i].parted) queue_again(g, i--);
	}
	remove_failed(g);
}

// Chooses between complete parses.
static void settle(guess *g) {
	for (uint32_t i = 0; i < g->count; i++)
		if (!g->ways[i].accepted) return;
	while (g->count > 1) {
		const way *a = &g->ways[0], *b = &g->ways[1];
		bool second = b->precedence > a->precedence;
		if (a->precedence == b->precedence)
			second = order(g, a->entries[a->count - 1].tree, b->entries[b->count - 1].tree) > 0;
		remove_way(g, second ? 0 : 1);
		if (g->unsure) g->hopeless = true;
	}
}

static void begin(driver *d, guess *g, const token *t) {
	way *w = &g->ways[0];
	g->count = 1;
	g->tree_count = g->link_count = 0;
	g->unsure = false;
	g->position = d->position;
	w->base = d->depth;
	w->count = w->action_count = 0;
	w->precedence = 0;
	w->position = d->position;
	w->scanner = w->before = d->scanner;
	w->token = *t;
	w->has_token = true;
	w->failed = w->accepted = false;
	w->log_count = w->heir = w->winner = w->waits_for = w->parent = 0;
	w->parted = false;
	w->joint = (joint){0};
	w->id = ++g->ids;
}

uint16_t agentlint_guess(driver *d, const conflict *c, const token *t) {
	guess *g = d->guesses;
	if (g->next == g->action_count) {
		begin(d, g, t);
		do {
			g->round++;
			advance(d, g);
			condense(d, g);
			settle(g);
			if (g->hopeless) return ACTION_ERROR;
		} while (g->count > 1);
		if (g->count == 0) return ACTION_ERROR;
		way *winner = &g->ways[0];
		g->actions = reserve(g->actions, &g->action_capacity, winner->action_count, sizeof *g->actions);
		memcpy(g->actions, winner->actions, winner->action_count * sizeof *g->actions);
		g->action_count = winner->action_count;
		g->next = 0;
	}
	uint16_t action = g->actions[g->next++];
	for (uint8_t i = 0; i < c->count; i++)
		if (c->actions[i] == action) return action;
	return ACTION_ERROR;
}

guess *agentlint_guess_new(void) { return calloc(1, sizeof(guess)); }

void agentlint_guess_reset(guess *g, uint32_t length) {
	g->next = g->action_count = 0;
	g->work = 0;
	g->limit = 64 * (uint64_t)length + 4096;
	g->hopeless = false;
}

void agentlint_guess_free(guess *g) {
	for (int i = 0; i < MAX_WAYS; i++) {
		free(g->ways[i].entries);
		free(g->ways[i].actions);
		free(g->ways[i].log);
	}
	free(g->actions);
	free(g->trees);
	free(g->links);
	free(g->pairs);
	free(g);
}
