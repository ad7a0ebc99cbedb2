/* A make-believe measure: every letter is 55/100 of its size wide, so that a layout is the same on
 * every machine, whatever its fonts and shaper. */
#ifndef TESTS_LETTERS_H
#define TESTS_LETTERS_H

#include "ui/measure.h"

struct measure letters_measure(void);

#endif
