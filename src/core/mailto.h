/*
 * The e-mail draft that the visitor's own phone opens after scanning a code: what they chose, and
 * one question, to nobody in particular. Pure, any thread.
 */
#ifndef CORE_MAILTO_H
#define CORE_MAILTO_H

#include "base/arena.h"
#include "core/content.h"

enum { MAILTO_MAX_BYTES = 600 }; /* larger codes are hard to scan from glass */

struct mailto {
    const struct language *language;
    const struct card_text *text;
    const char *element_word;
    enum choice choice; /* CHOICE_OTHER: an ellipsis stands where the visitor writes on */
};

/*
 * "mailto:?subject=...&body=..." (RFC 6068), percent-encoded UTF-8, at most MAILTO_MAX_BYTES, in a.
 * Fills the holes {title} of mail.subject, {word} of mail.weighed and {choice} of mail.would.
 * What does not fit: first the question goes; then the answer is cut after a whole word, and the
 * subject likewise where it alone takes more than 240 bytes. Both only happen to scripts that
 * percent-encoding makes six or nine times as long; Dutch and English within the limits of
 * content/README.md always fit with the question.
 */
const char *mailto_uri(struct arena *a, const struct mailto *m);

#endif
