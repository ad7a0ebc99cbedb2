/*
 * Reading archives, those of one kiosk and merged ones alike. A file may come from anybody: nothing
 * in it is believed before it is checked, nothing is written to it or beside it. What is wrong with
 * it is said without its name, which the caller has. One thread.
 */
#ifndef STORE_ARCHIVE_READ_H
#define STORE_ARCHIVE_READ_H

#include "base/arena.h"
#include "base/err.h"
#include "core/published.h"

struct archive;

/* Opens and checks all of it. NULL: ERR_FILE, it cannot be read; ERR_STORE, it is not an archive, is
 * damaged, is of a newer program, or holds what no kiosk publishes. */
struct archive *archive_open(const char *path, struct err *err) MUST_CHECK;
/* The same for a file that archive_open has just found good: its tables are checked again, and each
 * meeting when it is read. */
struct archive *archive_open_again(const char *path, struct err *err) MUST_CHECK;
void archive_close(struct archive *ar); /* NULL is fine */

/* --- meetings, joined by their code (archive_join.c) --- */

/* Joined, a meeting has the title and such of one of them (always the same one); it is closed when
 * all are, and its group_min is the smallest. */
struct archive_meeting {
    struct meeting meeting; /* with its code */
    int kiosks;
    uint64_t answers; /* published ones */
};

/* All of them, sorted by code, in a. */
bool archive_meetings(struct archive *ar, struct arena *a, const struct archive_meeting **list,
    int *count, struct err *err) MUST_CHECK;

/* What is published of the meetings with that code, added up; in a. A kiosk_id of "": of several
 * kiosks. ERR_USAGE: there is no such code. */
bool archive_published(struct archive *ar, const char *code, struct arena *a, struct published *out,
    struct err *err) MUST_CHECK;

/* The code of the meeting whose id begins with these hexadecimal digits, in a; NULL in *code: there
 * is none, or there are several. */
bool archive_code_of(struct archive *ar, const char *digits, struct arena *a, const char **code,
    struct err *err) MUST_CHECK;

/* --- apart, as merging needs them --- */

/* One meeting of one kiosk. */
struct archive_member {
    char kiosk_id[33];
    uint8_t id[MEETING_ID_BYTES];
    char code[MEETING_CODE_MAX];
};

/* Sorted by kiosk, then id; in a. */
bool archive_members(struct archive *ar, struct arena *a, struct archive_member **list, int *count,
    struct err *err) MUST_CHECK;

bool archive_member_published(struct archive *ar, const struct archive_member *member,
    struct arena *a, struct published *out, struct err *err) MUST_CHECK;

#endif
