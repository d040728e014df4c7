// The layout of a text: where its lines end and how far they are indented.
#ifndef AGENTLINT_LAYOUT_H
#define AGENTLINT_LAYOUT_H

#include <stdbool.h>
#include <stdint.h>

// Rewrites line ends and indents so that the grammar's scanner finds the lines and blocks that Python's tokenizer does
// (https://docs.python.org/3/reference/lexical_analysis.html#line-structure). All else stays where it is. A 0 must follow
// the text.
void agentlint_lay_out(uint8_t *text, uint32_t length);

#endif
