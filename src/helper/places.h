/* Where the helper looks and works; tests bring places of their own. */
#ifndef HELPER_PLACES_H
#define HELPER_PLACES_H

#include <sys/types.h>

struct helper_places {
    const char *sys; /* "/sys" */
    const char *dev; /* "/dev" */
    const char *mounts; /* "/proc/self/mountinfo" */
    const char *run; /* "/run/goedwerk" */
    uid_t uid; /* of the kiosk */
    gid_t gid;
};

#endif
