/* The subcommands of goedwerk. Each returns the program's exit status; results go to stdout,
 * failures to stderr with what to do about them. */
#ifndef APP_TOOL_H
#define APP_TOOL_H

#include "app/places.h"
#include "store/store.h"

enum { STATUS_OK = 0, STATUS_FAILED = 1, STATUS_USAGE = 64, STATUS_BUSY = 75 }; /* sysexits.h */
enum { ID_DIGITS_MIN = 4 }; /* the beginning of a meeting's id that --meeting takes for one */

/* What the command line says. */
struct tool_request {
    const char *dir; /* of check: a content folder */
    const char *data; /* --data, or NULL */
    const char *to; /* --to: the root of a medium, or a folder */
    const char *meeting; /* --meeting: its id, the beginning of it, or its code; or NULL */
    const char *lang, *content; /* --lang, --content, or NULL */
    char **files; /* of merge: archives */
    int file_count;
};

int tool_check(const struct tool_request *r);
int tool_export(const struct tool_request *r);
int tool_report(const struct tool_request *r);
int tool_stats(const struct tool_request *r);
int tool_merge(const struct tool_request *r);

/*
 * Opens the database that r means and finds the meeting: the one asked for, else the newest. NULL:
 * *status is the exit status, and stderr has the reason. Makes no database where there is none.
 */
struct store *tool_open(const struct tool_request *r, struct meeting *m, int *status);

/*
 * What is published of the meeting that r means, in a; --data is a kiosk's data folder or an archive,
 * merged or not. Of an archive with several meetings r has to choose one. False as tool_open's NULL.
 */
bool tool_published(
    const struct tool_request *r, struct arena *a, struct published *out, int *status);

/* The same for stats: shows each meeting of an archive of which r chooses none. */
bool tool_each_published(
    const struct tool_request *r, void (*show)(const struct published *p), int *status);

/* Names each card of which several versions were counted, each on a line after indent. */
void tool_print_versions(const struct published *p, const char *indent);

#endif
