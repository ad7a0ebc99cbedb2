/*
 * The fixed phrases on the glass and on paper. PHRASES is the one list: a phrase file must hold
 * each key of it, and nothing else. "%" is not special; {name} is a hole that phrase_fill fills.
 */
#ifndef CORE_PHRASE_H
#define CORE_PHRASE_H

#include "base/arena.h"
#include "core/phrase_list.h"
#include <stdbool.h>

enum phrase_id {
#define X(id, key, plural) PHRASE_##id,
    PHRASES(X)
#undef X
        PHRASE_COUNT
};

enum { PLURAL_MAX = 4, PLURAL_OPS_MAX = 64 };

/* The key in the phrase files, e.g. "attract.title"; and whether it has plural forms. */
const char *phrase_key(enum phrase_id id);
bool phrase_has_plural(enum phrase_id id);

/* A gettext plural rule, compiled to a stack machine by content/; see core/plural.h. */
struct plural_rule {
    int forms; /* 1 to PLURAL_MAX */
    int op_count;
    struct plural_op {
        unsigned char code;
        long value;
    } ops[PLURAL_OPS_MAX];
};

struct language {
    char code[12]; /* "nl", "pt-BR" */
    const char *name; /* its own name for itself: "Nederlands" */
    struct plural_rule plural;
    const char *text[PHRASE_COUNT][PLURAL_MAX]; /* text[id][0] is never NULL */
};

/* The phrase; for one with plural forms, the form for n. */
const char *phrase(const struct language *l, enum phrase_id id);
const char *phrase_n(const struct language *l, enum phrase_id id, long n);

/*
 * Puts values into the holes of text: pairs of names and values up to a NULL, e.g.
 * phrase_fill(a, text, "n", "5", "total", "7", NULL). A hole without a value stays as it is.
 */
char *phrase_fill(struct arena *a, const char *text, ...);

/* The form for n, with n itself in its hole {n}: "7 antwoorden". */
char *phrase_count(struct arena *a, const struct language *l, enum phrase_id id, long n);

/* The form of the rule for n: 0 to forms - 1. */
int plural_form(const struct plural_rule *rule, long n);

#endif
