/* Cards and phrases to print and mail, by hand: two languages, and texts at the limits of
 * content/README.md. Constant. */
#ifndef TESTS_SAMPLE_CARD_H
#define TESTS_SAMPLE_CARD_H

#include "core/content.h"

enum sample_language { SAMPLE_NL, SAMPLE_EN, SAMPLE_LANGUAGE_COUNT };

const struct language *sample_language(enum sample_language language);
const char *sample_word(enum sample_language language, enum element element);
const char *sample_heading(enum sample_language language);

/* One question, four choices. */
const struct card_text *sample_card(enum sample_language language);

/* Title 28 letters, teaser 70, choices 50, two questions of 90; wide letters, long words. */
const struct card_text *sample_longest(enum sample_language language);

#endif
