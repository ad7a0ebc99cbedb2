/*
 * The disks on USB that the kernel knows of, read from its sysfs. Not among them: a reader without
 * a card, and what the machine itself runs on or uses.
 */
#ifndef HELPER_DISKS_H
#define HELPER_DISKS_H

#include "base/attributes.h"
#include "base/err.h"
#include "helper/places.h"
#include "helper/stick_state.h"

enum { DISKS_MAX = 8, DISK_PARTS_MAX = 16 };

struct disk {
    char name[STICK_NAME_MAX]; /* "sda" */
    uint64_t insertion;
    bool removable, read_only;
    int part_count; /* all there are, also beyond the list */
    struct disk_part {
        char name[STICK_NAME_MAX]; /* "sda1" */
        int number;
    } parts[DISK_PARTS_MAX];
};

struct disks {
    int count; /* DISKS_MAX at most; what is beyond is left out */
    struct disk disk[DISKS_MAX];
};

/* at->run is where our own mounts are, which do not count as use. False: sysfs is not there. */
bool disks_look(const struct helper_places *at, struct disks *found, struct err *err) MUST_CHECK;

#endif
