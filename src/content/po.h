/* The .po format of gettext, strictly: entries one by one, each fault with its line. */
#ifndef CONTENT_PO_H
#define CONTENT_PO_H

#include "content/text.h"
#include "core/phrase.h"

struct po_entry {
    int line; /* of msgid */
    const char *id, *plural_id; /* plural_id NULL: has none */
    const char *text[PLURAL_MAX]; /* NULL: not there */
    int text_line[PLURAL_MAX];
    bool indexed; /* msgstr[0], not msgstr */
};

struct po;

/* Lives in source->scratch. */
struct po *po_open(const struct source *source);

/* The next entry, its strings in source->scratch; false at the end. Broken ones are faults. */
bool po_next(struct po *po, struct po_entry *entry);

#endif
