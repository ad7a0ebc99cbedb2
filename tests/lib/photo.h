/* Photographs of a kiosk's glass: what every screen shows of a model, as one hash each. The visitor
 * on them chose ethics and a, or is on the way. */
#ifndef TESTS_PHOTO_H
#define TESTS_PHOTO_H

#include "core/model.h"
#include "look.h"

/* whole on that screen, with card open. */
struct model photo_model(const struct model *whole, enum screen_id screen, int card);

/* On a small glass and on a large one, in both languages, page after page. */
uint64_t photo_of(struct look *l, const struct model *whole, enum screen_id screen, int card);

#endif
