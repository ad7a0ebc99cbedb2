/* One bundle on its way from the store worker, which makes it, to the stick worker, which writes
 * it. A newer one takes the place of one that nobody has fetched. */
#ifndef APP_BUNDLE_BOX_H
#define APP_BUNDLE_BOX_H

#include "base/arena.h"
#include "core/bundle.h"

struct bundle_box;

struct bundle_box *bundle_box_new(void);
void bundle_box_free(struct bundle_box *box); /* NULL is fine */

/* Takes over a and all that bundle is made of in it. */
void bundle_box_put(struct bundle_box *box, struct arena *a, const struct bundle *bundle);

/* The arena is the caller's from now on; NULL: the box is empty. */
struct arena *bundle_box_take(struct bundle_box *box, struct bundle *bundle);

#endif
