/* Files on their way to a stick: a folder's name and what is in it, as bytes. Made by documents/,
 * written by platform/. Lives in the arena that it was made in. */
#ifndef CORE_BUNDLE_H
#define CORE_BUNDLE_H

#include <stddef.h>

enum { BUNDLE_FILE_MAX = 64 };

struct bundle_file {
    const char
        *path; /* inside the folder, one folder deep at most: "niet-doorsturen/archief.sqlite" */
    const void *bytes;
    size_t len;
};

struct bundle {
    const char *kiosk; /* folder of this kiosk: safe on FAT */
    const char *folder; /* folder of this meeting below it: "2026-11-21-rotterdam-3fa9" */
    struct bundle_file files[BUNDLE_FILE_MAX]; /* SHA256SUMS is the last one */
    int file_count;
};

#endif
