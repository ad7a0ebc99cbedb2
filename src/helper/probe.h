/* What is on a disk, read from its first sectors: hostile bytes, read by libblkid. */
#ifndef HELPER_PROBE_H
#define HELPER_PROBE_H

#include "helper/disks.h"

struct probed {
    enum stick_reason reason; /* NONE: can be mounted */
    const char *type; /* "vfat" or "exfat"; constant; NULL: cannot be mounted */
    char device[STICK_NAME_MAX]; /* "sda1", or "sda" where it is not divided */
};

/* dev is the folder of the device files. Blocks as long as a bad medium does. */
struct probed probe_disk(const char *dev, const struct disk *d);

#endif
