/*
 * Messages on their way to the main loop. Workers post, the loop takes; the wake function ends the
 * loop's wait.
 */
#ifndef APP_MAILBOX_H
#define APP_MAILBOX_H

#include "core/msg.h"
#include <stdbool.h>

struct mailbox;

/* wake is called after each post, on the poster's thread. */
struct mailbox *mailbox_new(void (*wake)(void *ctx), void *ctx);
void mailbox_free(struct mailbox *box); /* NULL is fine; nobody may post any more */

void mailbox_post(struct mailbox *box, const struct msg *msg); /* any thread; copies */
bool mailbox_take(struct mailbox *box, struct msg *msg); /* false: empty */
int mailbox_count(struct mailbox *box); /* those that wait now */

#endif
