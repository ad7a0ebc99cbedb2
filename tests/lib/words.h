/* The words that a visitor reads and chooses, and where on the machine they are written down. */
#ifndef TESTS_WORDS_H
#define TESTS_WORDS_H

#include "stand.h"

enum { WORDS_MAX = 60 };

struct words {
    const char *list[WORDS_MAX];
    int count;
};

/* What that control says now; nothing where it is not on the glass. */
void words_add(struct words *w, struct stand *s, const char *id);

/* A visitor's answer to the open card, from its story to the group, with all that it says. */
void words_of_answer(struct words *w, struct stand *s, const char *element, const char *choice);

/* Names of cards and of what can be chosen, as the database has them. */
enum { WORDS_KEYS = 4 };
extern const char *const words_keys[WORDS_KEYS];

/* Files below folder that hold what, a line each; those of names like except (a pattern of grep's
 * --exclude; NULL: none) do not count. "": no file does. */
const char *words_found(
    struct stand *s, const char *folder, const char *what, const char *const *except);

#endif
