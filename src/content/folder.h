/*
 * One of the folders of a pack, on a disk or a stick that nobody vouches for: only regular files
 * directly in it, no links, at most FOLDER_FILE_MAX. Blocks on the disk.
 */
#ifndef CONTENT_FOLDER_H
#define CONTENT_FOLDER_H

#include "base/arena.h"
#include "content/load.h"
#include <stdbool.h>
#include <stddef.h>

enum { FOLDER_FILE_MAX = 500 };

struct folder {
    int fd; /* -1: it is not there */
    const char *name;
    struct folder_file {
        const char *stem; /* the name without its ending */
        const char *label; /* "cards/vier-minuten.nl.md", for faults */
        const char *name;
    } * files; /* sorted by name */
    int file_count;
};

/*
 * Lists the files of root/name that end in ending; anything else in it is a fault, except what
 * file managers leave behind. Absent is no fault. What is listed lives in a.
 */
void folder_open(struct folder *folder, struct arena *a, int root_fd, const char *name,
    const char *ending, struct faults *faults);
void folder_close(struct folder *folder);

/* The bytes of a file in a, or NULL: a fault says why. */
const char *folder_read(const struct folder *folder, const struct folder_file *file,
    struct arena *a, size_t *len, struct faults *faults);

#endif
