/* The parts of the hall's picture: the E's, the choices, and the choices before and after the talk.
 * What does not fit its room is a misfit. */
#ifndef SCREENS_HALL_H
#define SCREENS_HALL_H

#include "core/model.h"
#include "ui/ui.h"

/* One picture of a card, in one size. */
struct hall {
    struct ui *ui;
    const struct model *m;
    const struct theme *t;
    const struct language *language;
    const struct card *card;
    const struct card_text *text;
    const struct tally *before;
    const uint32_t *hands;
    uint32_t hands_total; /* 0: none were counted */
    bool tall;
};

/* Columns of equal width, and which is which below them; the least width that they need. */
int hall_columns_width(const struct hall *h);
void hall_columns(const struct hall *h, struct rect r);

/* Each choice with its bar below it. */
void hall_choices(const struct hall *h, struct rect r);

/* The same on an upright picture, which is narrow: words, bar and number of an E on one line, cut
 * off r; the number of a choice beside its words. */
void hall_tall_elements(const struct hall *h, struct rect *r);
void hall_tall_choices(const struct hall *h, struct rect r);

/* The choices with two bars each: the published answers, and the hands. */
void hall_hands(const struct hall *h, struct rect r);

#endif
