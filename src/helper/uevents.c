#include "helper/uevents.h"

#include <errno.h>
#include <linux/netlink.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FROM_THE_KERNEL = 1 /* group; udev's own news are another one */ };

int uevents_open(struct err *err)
{
    const struct sockaddr_nl group = { .nl_family = AF_NETLINK, .nl_groups = FROM_THE_KERNEL };
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);
    if (fd >= 0 && bind(fd, (const struct sockaddr *)&group, sizeof group) == 0)
        return fd;
    err_set(err, ERR_INTERNAL, "news of devices: %s", strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

void uevents_drain(int fd)
{
    char news[8192];
    ssize_t got;
    /* ENOBUFS: some were lost. It is enough to know that there were any. */
    do {
        got = read(fd, news, sizeof news);
    } while (got > 0 || (got < 0 && (errno == ENOBUFS || errno == EINTR)));
}
