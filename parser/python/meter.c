#include "meter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern void ts_set_allocator(void *(*malloc)(size_t), void *(*calloc)(size_t, size_t), void *(*realloc)(void *, size_t), void (*free)(void *));

// What things cost in steps, one of which is a few nanoseconds. What is taken memory for is filled, so bytes cost, too.
enum { TOKEN_STEPS = 16, BLOCK_STEPS = 4, BYTES_PER_STEP = 8 };

static _Thread_local meter *running;

static void spend(uint64_t steps) {
	running->steps += steps;
	if (running->steps > running->max_steps) __atomic_store_n(&running->cancelled, 1, __ATOMIC_RELAXED);
}

// Memory. Each block is preceded by its size.

typedef union { size_t size; char room[16]; } header; // as aligned as what malloc returns

static void take(size_t size) {
	if (running == NULL) return;
	spend(BLOCK_STEPS + size / BYTES_PER_STEP);
	running->bytes += size;
	if (running->bytes > running->max_bytes) __atomic_store_n(&running->cancelled, 1, __ATOMIC_RELAXED);
}

static void give_back(size_t size) {
	if (running) running->bytes -= size < running->bytes ? size : running->bytes;
}

static void *finish(header *h, size_t size) {
	if (h == NULL) {
		fprintf(stderr, "agentlint: no memory for %zu bytes of a syntax tree\n", size);
		abort();
	}
	h->size = size;
	take(size);
	return h + 1;
}

static void *metered_malloc(size_t size) { return finish(malloc(sizeof(header) + size), size); }

static void *metered_calloc(size_t count, size_t size) {
	void *block = metered_malloc(count * size);
	return memset(block, 0, count * size);
}

static void *metered_realloc(void *block, size_t size) {
	if (block == NULL) return metered_malloc(size);
	header *h = (header *)block - 1;
	give_back(h->size);
	return finish(realloc(h, sizeof *h + size), size);
}

static void metered_free(void *block) {
	if (block == NULL) return;
	header *h = (header *)block - 1;
	give_back(h->size);
	free(h);
}

void agentlint_meter_install(void) { ts_set_allocator(metered_malloc, metered_calloc, metered_realloc, metered_free); }

// Reading. The scanner is asked for nearly every token, and gets the lexer that the generated one reads with, too.

// What the scanner calls its tokens; see fill_modes in grammar.c.
enum { TOKEN_NEWLINE = 0, TOKEN_DEDENT = 2, TOKEN_CLOSE = 8, TOKENS = 12 };

static bool (*scan)(void *, ts_lexer *, const bool *);

static void metered_advance(ts_lexer *l, bool skip) {
	spend(1);
	running->advance(l, skip);
}

static bool metered_scan(void *state, ts_lexer *l, const bool *valid) {
	spend(TOKEN_STEPS);
	if (l->advance != metered_advance) {
		running->advance = l->advance;
		l->advance = metered_advance;
	}
	if (!running->folds || valid[TOKEN_NEWLINE] || valid[TOKEN_DEDENT]) return scan(state, l, valid);
	bool folding[TOKENS];
	memcpy(folding, valid, sizeof folding);
	folding[TOKEN_CLOSE] = true;
	return scan(state, l, folding);
}

const ts_language *agentlint_metered(const ts_language *language) {
	static ts_language metered;
	metered = *language;
	scan = language->scanner.scan;
	metered.scanner.scan = metered_scan;
	return &metered;
}

void agentlint_meter_start(meter *m, uint64_t max_steps, uint64_t max_bytes) {
	m->steps = m->bytes = 0;
	m->max_steps = max_steps;
	m->max_bytes = max_bytes;
	running = m;
}

void agentlint_meter_stop(void) { running = NULL; }
