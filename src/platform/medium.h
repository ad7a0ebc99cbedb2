/* What we read and write at the root of a stick, whoever mounted it. Calls block on a slow medium. */
#ifndef PLATFORM_MEDIUM_H
#define PLATFORM_MEDIUM_H

#include "base/arena.h"
#include "platform/stick.h"

/* Fills all of seen but count and reason. */
void medium_see(
    int root, const char *kiosk, const char *token, struct arena *a, struct stick_seen *seen);

/* 0 where the medium does not tell. */
uint64_t medium_room(int root);

/* Puts the token there. False: ERR_GONE, ERR_FULL, ERR_READ_ONLY or ERR_FILE. */
bool medium_pair(int root, const char *kiosk, const char *token, struct err *err) MUST_CHECK;

/* Everything on its way there has arrived. path is for the message. */
bool medium_flush(int root, const char *path, struct err *err) MUST_CHECK;

#endif
