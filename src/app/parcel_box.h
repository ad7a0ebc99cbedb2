/* One parcel on its way from the worker that makes it to the one that uses it. A newer one takes the
 * place of one that nobody has fetched. */
#ifndef APP_PARCEL_BOX_H
#define APP_PARCEL_BOX_H

#include "base/arena.h"

struct parcel_box;

struct parcel_box *parcel_box_new(void);
void parcel_box_free(struct parcel_box *box); /* NULL is fine */

/* Takes over a and the parcel in it, of the type that stands beside the box in parts.h. */
void parcel_box_put(struct parcel_box *box, struct arena *a, const void *parcel);

/* The parcel lives in *a, which is the caller's from now on. NULL: the box is empty. */
const void *parcel_box_take(struct parcel_box *box, struct arena **a);

#endif
