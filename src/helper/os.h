/*
 * What the helper does to the machine, as functions: the real ones, or a test's. Each returns 0 or
 * an errno. ctx is the table's own.
 */
#ifndef HELPER_OS_H
#define HELPER_OS_H

#include <stdbool.h>
#include <sys/types.h>
#include <time.h>

struct helper_os {
    void *ctx;
    /* Mounts a file system ("vfat", "exfat") for that user alone: no devices, no programs, no
     * links followed. May take as long as a bad medium does. */
    int (*mount)(void *ctx, const char *device, const char *at, const char *type, bool writes,
        uid_t uid, gid_t gid);
    /* 0 only when all that was written has arrived. EBUSY: it is still in use, and mounted. With
     * any other error, something has been lost, and it may be mounted or not. device NULL: it is
     * not known, so what the stick itself has not kept yet is not asked for. */
    int (*unmount)(void *ctx, const char *device, const char *at);
    /* Away at once, whatever is open on it. */
    int (*detach)(void *ctx, const char *at);
    int (*set_clock)(void *ctx, time_t now); /* the battery's clock too, where there is one */
    int (*power)(void *ctx, bool again); /* begins to stop the machine, and to start it again */
};

/* The real ones. */
struct helper_os os_linux(void);

#endif
