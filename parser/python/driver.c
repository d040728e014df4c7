#include "driver.h"

#include <stdlib.h>
#include <string.h>

// Makes room for one more element behind the first count. Sizes double.
static void *grow(void *elements, uint32_t *capacity, uint32_t count, size_t size) {
	if (count < *capacity) return elements;
	*capacity = *capacity ? 2 * *capacity : 1024;
	return realloc(elements, *capacity * size);
}

static record *add_record(driver *d) {
	d->records = grow(d->records, &d->record_capacity, d->record_count, sizeof *d->records);
	return &d->records[d->record_count++];
}

static uint16_t kind_of(const driver *d, uint16_t symbol) { return d->kinds[grammar.public[symbol]]; }

static uint8_t named_flag(uint16_t symbol) { return grammar.named[symbol] ? FLAG_NAMED : 0; }

static void flush_extras(driver *d) {
	for (uint32_t i = 0; i < d->extra_count; i++) *add_record(d) = d->extras[i];
	d->extra_count = 0;
}

static void shift_extra(driver *d, const token *t) {
	d->extras = grow(d->extras, &d->extra_capacity, d->extra_count, sizeof *d->extras);
	d->extras[d->extra_count++] = (record){.start = t->start, .end = t->end, .size = 1,
		.kind = kind_of(d, t->symbol), .flags = FLAG_EXTRA | named_flag(t->symbol)};
	d->position = t->end;
}

static void push(driver *d, entry e) {
	d->stack = grow(d->stack, &d->stack_capacity, d->depth, sizeof *d->stack);
	d->stack[d->depth++] = e;
}

static void shift(driver *d, const token *t, uint16_t state) {
	if (d->extra_count > 0) flush_extras(d);
	bool visible = grammar.visible[t->symbol];
	push(d, (entry){.start = t->start, .end = t->end, .first = d->record_count, .symbol = t->symbol, .state = state,
		.visible = visible});
	if (visible)
		*add_record(d) = (record){.start = t->start, .end = t->end, .size = 1, .kind = kind_of(d, t->symbol),
			.flags = named_flag(t->symbol)};
	d->position = t->end;
	if (agentlint_changes_scanner(t)) agentlint_scanner_pass(&d->scanner, t);
}

// The record of a child's own node: only extras may stand behind it.
static record *own_record(driver *d, uint32_t end) {
	while (d->records[end - 1].flags & FLAG_EXTRA) end--;
	return &d->records[end - 1];
}

// Shows a child as another symbol. If it was hidden it gets a record, behind its nodes and before the extras that follow.
static void alias_child(driver *d, entry *child, uint32_t *end, uint16_t symbol) {
	record *own;
	if (child->visible) {
		own = own_record(d, *end);
	} else {
		uint32_t at = *end;
		while (at > child->first && d->records[at - 1].flags & FLAG_EXTRA && d->records[at - 1].start >= child->end) at--;
		add_record(d);
		own = &d->records[at];
		memmove(own + 1, own, (d->record_count - 1 - at) * sizeof *own);
		*own = (record){.start = child->start, .end = child->end, .size = at - child->first + 1};
		++*end;
	}
	own->kind = kind_of(d, symbol);
	own->flags = named_flag(symbol);
}

// Names the field that a child fills: on its node, or on the nodes of a hidden child that have no field yet.
static void name_field(driver *d, uint32_t first, uint32_t end, uint8_t field) {
	for (uint32_t i = end; i > first; i -= d->records[i - 1].size) {
		record *r = &d->records[i - 1];
		if (!(r->flags & FLAG_EXTRA) && r->field == 0) r->field = field;
	}
}

static void finish_children(driver *d, const production *p, entry *children, uint32_t count) {
	for (uint8_t i = 0; i < p->count; i++) {
		const part *part = &p->parts[i];
		uint32_t end = part->child + 1u < count ? children[part->child + 1].first : d->record_count;
		if (part->alias) {
			uint32_t before = d->record_count;
			alias_child(d, &children[part->child], &end, part->alias);
			for (uint32_t j = part->child + 1u; j < count; j++) children[j].first += d->record_count - before;
		}
		if (part->field) name_field(d, children[part->child].first, end, part->field);
	}
}

static void reduce_nothing(driver *d, const reduction *r) {
	if (d->extra_count > 0) flush_extras(d);
	uint16_t state = grammar.successors[d->stack[d->depth - 1].state][r->symbol - grammar.token_count];
	push(d, (entry){.start = d->position, .end = d->position, .first = d->record_count, .symbol = r->symbol,
		.state = state, .visible = r->visible});
}

static void reduce(driver *d, const reduction *r) {
	if (r->children == 0) {
		reduce_nothing(d, r);
	} else {
		d->depth -= r->children - 1;
		entry *e = &d->stack[d->depth - 1];
		const production *p = &grammar.productions[r->production];
		if (p->count > 0) finish_children(d, p, e, r->children);
		e->end = e[r->children - 1].end;
		e->state = grammar.successors[e[-1].state][r->symbol - grammar.token_count];
		e->symbol = r->symbol;
		e->visible = r->visible;
	}
	if (!r->visible) return;
	entry *e = &d->stack[d->depth - 1];
	record *own = add_record(d);
	*own = (record){.start = e->start, .end = e->end, .size = d->record_count - e->first, .kind = kind_of(d, r->symbol),
		.flags = r->named ? FLAG_NAMED : 0};
}

static bool renames(uint16_t action) {
	return (action & ACTION_KIND) == ACTION_REDUCE && grammar.reductions[action & ACTION_OPERAND].renames;
}

// Renames the top of the stack until another kind of action is due. Most expressions are renamed half a dozen times.
static void rename_top(driver *d, uint16_t lookahead) {
	entry *top = &d->stack[d->depth - 1];
	uint32_t below = top[-1].state, key = (below * MAX_STATES + top->state) * MAX_TOKENS + lookahead;
	shortcut *known = &d->shortcuts[key * 0x9e3779b9u >> 19];
	top->visible = false;
	if (known->key == key) {
		top->symbol = known->symbol;
		top->state = known->state;
		return;
	}
	for (uint16_t action; renames(action = grammar.actions[top->state][lookahead]);) {
		top->symbol = grammar.reductions[action & ACTION_OPERAND].symbol;
		top->state = grammar.successors[below][top->symbol - grammar.token_count];
	}
	*known = (shortcut){.key = key, .symbol = top->symbol, .state = top->state};
}

// The module's node becomes the root, around the extras before and behind it.
static void accept(driver *d) {
	record module = d->records[--d->record_count];
	entry *e = &d->stack[d->depth - 1];
	flush_extras(d);
	if (d->record_count == 0) module.start = d->lexer.length;
	else if (e->first > 0 || module.size == 1) module.start = d->records[0].start;
	module.end = d->lexer.length;
	module.size = d->record_count + 1;
	*add_record(d) = module;
}

void agentlint_driver_shrink(driver *d) {
	enum { HUGE = 1 << 20 }; // records
	if (d->guesses) agentlint_guess_shrink(d->guesses);
	if (d->record_capacity + d->stack_capacity + d->extra_capacity < HUGE) return;
	free(d->records);
	free(d->stack);
	free(d->extras);
	d->records = d->extras = NULL;
	d->stack = NULL;
	d->record_capacity = d->stack_capacity = d->extra_capacity = 0;
}

static void start(driver *d, const uint8_t *text, uint32_t length) {
	agentlint_lexer_reset(&d->lexer, text, length);
	agentlint_scanner_reset(&d->scanner);
	if (d->guesses == NULL) d->guesses = agentlint_guess_new();
	agentlint_guess_reset(d->guesses, length);
	d->record_count = d->depth = d->extra_count = 0;
	d->steps = 0;
	d->position = memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	push(d, (entry){.state = 1});
}

// Takes one action with the lookahead. It returns false if there is none.
static bool act(driver *d, token *t, uint16_t action, bool *shifted) {
	switch (action & ACTION_KIND) {
	case ACTION_REDUCE:
		reduce(d, &grammar.reductions[action & ACTION_OPERAND]);
		return true;
	case ACTION_SHIFT:
		shift(d, t, action & ACTION_OPERAND);
		*shifted = true;
		return true;
	case ACTION_SHIFT_EXTRA:
		shift_extra(d, t);
		*shifted = true;
		return true;
	}
	if (!t->keyword || grammar.actions[d->stack[d->depth - 1].state][SYMBOL_IDENTIFIER] == ACTION_ERROR) return false;
	t->symbol = SYMBOL_IDENTIFIER; // a soft keyword that is none here
	t->keyword = false;
	return true;
}

// Why a parse must stop here, DRIVEN if it need not.
static outcome over_limit(const driver *d) {
	enum { ENTRIES_PER_LEVEL = 16 }; // more than any node has children while it is open
	if (d->depth / ENTRIES_PER_LEVEL > d->max_depth) return TOO_DEEP;
	if (d->record_count + d->extra_count > d->max_records) return TOO_LARGE;
	return __atomic_load_n(d->interrupted, __ATOMIC_RELAXED) ? INTERRUPTED : DRIVEN;
}

// Takes the lookahead in: reduces what it ends and shifts it. *accepted is set if it is the end of the file.
static bool take_in(driver *d, token *t, bool *accepted) {
	for (bool shifted = false; !shifted; d->steps++) {
		uint16_t action = grammar.actions[d->stack[d->depth - 1].state][t->symbol];
		if (action == ACTION_ACCEPT) {
			accept(d);
			return *accepted = true;
		}
		if (renames(action)) {
			rename_top(d, t->symbol);
			continue;
		}
		if ((action & ACTION_KIND) == ACTION_CONFLICT) {
			action = agentlint_guess(d, &grammar.conflicts[action & ACTION_OPERAND], t);
			if (action == ACTION_ERROR) return false;
		}
		if (!act(d, t, action, &shifted)) return false;
	}
	return true;
}

outcome agentlint_drive(driver *d, const uint8_t *text, uint32_t length) {
	start(d, text, length); // the steps are those of this text, even if it is not looked at
	if (!grammar.usable || memchr(text, 0, length) != NULL) return DECLINED;
	for (bool accepted = false; !accepted;) {
		token t;
		outcome o = over_limit(d);
		if (o != DRIVEN) return o;
		if (!agentlint_lex(&d->lexer, &d->scanner, d->stack[d->depth - 1].state, d->position, &t)) return DECLINED;
		if (!take_in(d, &t, &accepted)) return over_limit(d) == INTERRUPTED ? INTERRUPTED : DECLINED;
	}
	return DRIVEN;
}

uint64_t agentlint_driver_steps(const driver *d) { return d->steps + d->lexer.steps + agentlint_guess_steps(d->guesses); }

// The node of a record stands in preorder behind the nodes that are complete before the record's first, and behind its
// ancestors. Going backwards, a parent comes before its children.
uint32_t agentlint_flatten(const driver *d, agentlint_node *nodes) {
	uint32_t parent = 0, parent_first = 0, depth = 0, deepest = 0;
	for (uint32_t i = d->record_count; i-- > 0;) {
		const record *r = &d->records[i];
		while (i < parent_first) {
			parent = nodes[parent].parent;
			parent_first = parent - --depth + 1;
		}
		uint32_t first = i + 1 - r->size, at = first + depth;
		nodes[at] = (agentlint_node){.start = r->start, .end = r->end, .next = at + r->size, .parent = parent,
			.kind = r->kind, .field = r->field, .flags = r->flags};
		if (r->size > 1) {
			parent = at;
			parent_first = first;
			if (++depth > deepest) deepest = depth;
		}
	}
	return deepest;
}

void agentlint_driver_free(driver *d) {
	if (d->guesses) agentlint_guess_free(d->guesses);
	free(d->records);
	free(d->stack);
	free(d->extras);
}
