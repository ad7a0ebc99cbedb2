/*
 * Requests of the kiosk, which nobody trusts: see platform/requests.h. One thread for each name.
 */
#ifndef HELPER_INBOX_H
#define HELPER_INBOX_H

#include "base/attributes.h"
#include "base/err.h"
#include <stdbool.h>
#include <sys/types.h>

enum { REQUEST_ID_LEN = 16, REQUEST_BYTES_MAX = 63, ANSWER_BYTES_MAX = 199 };

struct inbox_request {
    char id[REQUEST_ID_LEN + 1];
    char value[REQUEST_BYTES_MAX]; /* what stands behind the id, printable ASCII; "": nothing */
};

/* A descriptor of the folder, for close(). -1: it is not there. It must be root's (or ours). */
int inbox_open(const char *path, struct err *err) MUST_CHECK;

/* Removes the request unread. */
void inbox_drop(int inbox, const char *name);

/*
 * Takes the request: removes the file, and fills r. True: it has the form of one, and it is
 * uid's. False: there is none, or it was not to be trusted, and is gone.
 */
bool inbox_take(int inbox, const char *name, uid_t uid, struct inbox_request *r) MUST_CHECK;

/* What cannot be answered is logged. */
void inbox_answer(int inbox, const char *name, const struct inbox_request *r, const char *format,
    ...) PRINTF_LIKE(4, 5);

#endif
