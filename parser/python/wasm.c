// What the parser exports as a WebAssembly module of its own, which a browser loads beside the program (machine_js.go).
#ifdef __wasm__
#include "tree.h"

#include <stdlib.h>

#define EXPORT(name) __attribute__((export_name(#name))) name

void *EXPORT(shim_alloc)(uint32_t size) { return malloc(size); }

void EXPORT(shim_free)(void *block) { free(block); }

void *EXPORT(shim_new)(const uint16_t *kinds, uint32_t error_kind, const agentlint_limits *limits) {
	static bool ready;
	if (!ready) agentlint_init();
	ready = true;
	return agentlint_parser_new(kinds, (uint16_t)error_kind, *limits);
}

void EXPORT(shim_delete)(agentlint_parser *p) { agentlint_parser_delete(p); }

void EXPORT(shim_interrupt)(agentlint_parser *p) { agentlint_interrupt(p); }

void EXPORT(shim_parse)(agentlint_parser *p, const char *text, uint32_t length, uint32_t slow, agentlint_tree *tree) {
	agentlint_parse(p, text, length, slow != 0, tree);
}
#endif
