/*
 * Content to look at and to play with: two cards, two languages, one deck, one vocabulary, by hand;
 * the fixed phrases are the shipped ones. Lives in a. Tests run from the top folder of the project.
 */
#ifndef TESTS_SAMPLE_CONTENT_H
#define TESTS_SAMPLE_CONTENT_H

#include "base/arena.h"
#include "core/content.h"

enum { SAMPLE_CARDS = 2 };

const struct content *sample_content(struct arena *a);

#endif
