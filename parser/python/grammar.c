#include "grammar.h"

#include <string.h>

enum { TS_SHIFT, TS_REDUCE, TS_ACCEPT, TS_RECOVER };

extern const ts_language *tree_sitter_python(void);

grammar_tables grammar;

// The symbols and scanner tokens that the driver knows by number must be what it takes them for.
static bool is_known(const ts_language *l) {
	static const struct { uint16_t symbol; const char *name; } names[] = {
		{SYMBOL_END, "end"}, {SYMBOL_IDENTIFIER, "identifier"}, {SYMBOL_INTEGER, "integer"}, {SYMBOL_FLOAT, "float"},
		{SYMBOL_COMMENT, "comment"}, {SYMBOL_NEWLINE, "_newline"}, {SYMBOL_INDENT, "_indent"},
		{SYMBOL_DEDENT, "_dedent"}, {SYMBOL_STRING_START, "string_start"}, {SYMBOL_STRING_CONTENT, "_string_content"},
		{SYMBOL_ESCAPE_INTERPOLATION, "escape_interpolation"}, {SYMBOL_STRING_END, "string_end"},
	};
	static const char *const tokens[] = {
		"_newline", "_indent", "_dedent", "string_start", "_string_content", "escape_interpolation", "string_end",
		"comment", "]", ")", "}", "except",
	};
	enum { KNOWN_TOKENS = sizeof tokens / sizeof *tokens };
	if (l->version != 14 || l->state_count > MAX_STATES || l->token_count > MAX_TOKENS ||
		l->symbol_count + l->alias_count > MAX_SYMBOLS || l->symbol_count - l->token_count > MAX_SYMBOLS - MAX_TOKENS ||
		l->production_count > MAX_PRODUCTIONS || l->external_token_count != KNOWN_TOKENS ||
		l->keyword_symbol != SYMBOL_IDENTIFIER)
		return false;
	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].symbol >= l->token_count || strcmp(l->symbol_names[names[i].symbol], names[i].name) != 0) return false;
	for (unsigned i = 0; i < KNOWN_TOKENS; i++)
		if (strcmp(l->symbol_names[l->scanner.symbols[i]], tokens[i]) != 0) return false;
	return true;
}

typedef struct {
	const ts_language *language;
	uint16_t decoded[1 << 16]; // by index in the language's actions; 0 until decoded
	uint16_t reductions, conflicts;
} decoder;

static uint16_t decode_reduction(decoder *d, const ts_action *a) {
	reduction r = {
		.symbol = a->reduce.symbol,
		.production = a->reduce.production,
		.children = a->reduce.child_count,
		.visible = d->language->metadata[a->reduce.symbol].visible,
		.named = d->language->metadata[a->reduce.symbol].named,
		.precedence = a->reduce.precedence,
	};
	r.renames = r.children == 1 && !r.visible && grammar.productions[r.production].count == 0;
	for (uint16_t i = 0; i < d->reductions; i++) {
		reduction *known = &grammar.reductions[i];
		if (known->symbol == r.symbol && known->production == r.production && known->children == r.children &&
			known->precedence == r.precedence)
			return ACTION_REDUCE | i;
	}
	if (d->reductions == MAX_REDUCTIONS) {
		grammar.usable = false;
		return ACTION_ERROR;
	}
	grammar.reductions[d->reductions] = r;
	return ACTION_REDUCE | d->reductions++;
}

static uint16_t decode_action(decoder *d, const ts_action *a) {
	switch (a->type) {
	case TS_SHIFT: return a->shift.extra ? ACTION_SHIFT_EXTRA : ACTION_SHIFT | a->shift.state;
	case TS_REDUCE: return decode_reduction(d, a);
	case TS_ACCEPT: return ACTION_ACCEPT;
	}
	return ACTION_ERROR; // recovery is tree-sitter's
}

// Several actions in one cell are a conflict, save shifts that only continue a repetition: a reduction does that better.
static uint16_t decode(decoder *d, uint16_t index) {
	if (index == 0 || d->decoded[index]) return d->decoded[index];
	const ts_action *entry = &d->language->actions[index];
	conflict c = {0};
	for (unsigned i = 1; i <= entry->entry.count; i++) {
		if (entry[i].type == TS_SHIFT && entry[i].shift.repetition) continue;
		if (c.count == sizeof c.actions / sizeof *c.actions) {
			grammar.usable = false;
			break;
		}
		c.actions[c.count++] = decode_action(d, &entry[i]);
	}
	if (c.count > 1 && d->conflicts < MAX_CONFLICTS) {
		grammar.conflicts[d->conflicts] = c;
		return d->decoded[index] = ACTION_CONFLICT | d->conflicts++;
	}
	if (c.count > 1) grammar.usable = false;
	return d->decoded[index] = c.actions[0];
}

static void put_cell(decoder *d, uint32_t state, uint32_t symbol, uint16_t value) {
	if (symbol < d->language->token_count) grammar.actions[state][symbol] = decode(d, value);
	else grammar.successors[state][symbol - d->language->token_count] = value;
}

static void fill_states(decoder *d) {
	const ts_language *l = d->language;
	for (uint32_t state = 0; state < l->large_state_count; state++)
		for (uint32_t symbol = 0; symbol < l->symbol_count; symbol++)
			put_cell(d, state, symbol, l->parse_table[state * l->symbol_count + symbol]);
	for (uint32_t state = l->large_state_count; state < l->state_count; state++) {
		const uint16_t *t = &l->small_parse_table[l->small_parse_table_map[state - l->large_state_count]];
		for (uint16_t groups = *t++; groups > 0; groups--) {
			uint16_t value = *t++;
			for (uint16_t symbols = *t++; symbols > 0; symbols--) put_cell(d, state, *t++, value);
		}
	}
}

static void fill_modes(const ts_language *l) {
	static const uint8_t valid[] = {
		VALID_NEWLINE, VALID_INDENT, VALID_DEDENT, VALID_STRING_START, VALID_STRING_CONTENT, 0, 0, 0,
		VALID_CLOSE, VALID_CLOSE, VALID_CLOSE, VALID_EXCEPT,
	};
	for (uint32_t state = 0; state < l->state_count; state++) {
		ts_lex_mode m = l->lex_modes[state];
		if (m.state >= MAX_LEX_STATES || m.external_state == 0) {
			grammar.usable = false;
			return;
		}
		grammar.modes[state].state = (uint8_t)m.state;
		for (uint32_t i = 0; i < l->external_token_count; i++)
			if (l->scanner.states[m.external_state * l->external_token_count + i]) grammar.modes[state].valid |= valid[i];
	}
}

static part *part_of(production *p, uint8_t child) {
	for (uint8_t i = 0; i < p->count; i++)
		if (p->parts[i].child == child) return &p->parts[i];
	if (p->count == MAX_PARTS) {
		grammar.usable = false;
		return &p->parts[0];
	}
	p->parts[p->count] = (part){.child = child};
	return &p->parts[p->count++];
}

// Inherited fields need no entry: the inner production gives them.
static void fill_productions(const ts_language *l) {
	for (uint32_t id = 0; id < l->production_count; id++) {
		production *p = &grammar.productions[id];
		for (uint16_t i = 0; id > 0 && i < l->alias_length; i++)
			if (l->alias_sequences[id * l->alias_length + i]) part_of(p, (uint8_t)i)->alias = l->alias_sequences[id * l->alias_length + i];
		for (uint16_t i = 0; i < l->field_slices[id].length; i++) {
			ts_field f = l->fields[l->field_slices[id].index + i];
			if (!f.inherited && part_of(p, f.child)->field == 0) part_of(p, f.child)->field = (uint8_t)f.field;
		}
	}
}

static void fill_symbols(const ts_language *l) {
	for (uint32_t s = 0; s < l->symbol_count + l->alias_count; s++) {
		grammar.public[s] = l->public_symbols[s];
		grammar.visible[s] = l->metadata[s].visible;
		grammar.named[s] = l->metadata[s].named;
	}
	for (uint32_t s = 0; s < l->token_count; s++) {
		const char *name = l->symbol_names[s];
		if (strlen(name) == 1 && strchr("([{", *name)) grammar.brackets[s] = 1;
		if (strlen(name) == 1 && strchr(")]}", *name)) grammar.brackets[s] = -1;
	}
}

const ts_language *agentlint_grammar_init(void) {
	static decoder d;
	const ts_language *l = d.language = tree_sitter_python();
	if (!is_known(l)) return NULL;
	grammar.usable = true;
	grammar.token_count = (uint16_t)l->token_count;
	grammar.lex = l->lex;
	fill_symbols(l);
	fill_productions(l);
	fill_modes(l);
	fill_states(&d);
	return l;
}
