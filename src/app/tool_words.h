/* What export and report need beside the counts: the words of the cards, and fonts. */
#ifndef APP_TOOL_WORDS_H
#define APP_TOOL_WORDS_H

#include "app/tool.h"
#include "core/content.h"
#include "documents/typeset.h"

struct tool_words {
    struct arena *arena; /* where all of it lives */
    const struct content *content;
    int language; /* of content */
    struct typesetter *typesetter;
};

/* False: *status is the exit status, and stderr has the reason; closing is fine all the same. */
bool tool_words_open(struct tool_words *w, const struct tool_request *r, int *status);
void tool_words_close(struct tool_words *w);

#endif
