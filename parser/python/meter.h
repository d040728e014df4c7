// A meter bounds what tree-sitter's runtime may take for one text. The runtime itself knows no bound but one of time, and a
// file must not be given up for what else the machine is doing.
#ifndef AGENTLINT_METER_H
#define AGENTLINT_METER_H

#include "grammar.h"

#include <stddef.h>

typedef struct {
	uint64_t steps, max_steps; // characters and tokens that were read, and blocks of memory that were taken
	uint64_t bytes, max_bytes; // of memory at hand
	size_t cancelled;          // what the runtime looks at now and then: it gives up once this is not 0
	bool folds;                // lines that are indented too little end no block where none may end
	void (*advance)(ts_lexer *, bool skip);
} meter;

// Lets meters know of all memory that the runtime takes. It must be called before the runtime takes any.
void agentlint_meter_install(void);
// The language with a scanner that counts.
const ts_language *agentlint_metered(const ts_language *);
// Counts what this thread does with the runtime until the meter is stopped.
void agentlint_meter_start(meter *, uint64_t max_steps, uint64_t max_bytes);
void agentlint_meter_stop(void);

#endif
