/* A connection to one of QEMU's sockets. */
#ifndef TESTS_IMAGE_DIAL_H
#define TESTS_IMAGE_DIAL_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

/* A descriptor whose reads wait for so many seconds at most (0: for ever); or the end of the program, with
 * that status. */
static inline int dial(const char *path, int wait_s, int status)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    const struct timeval limit = { .tv_sec = wait_s };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    snprintf(at.sun_path, sizeof(at.sun_path), "%s", path);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)) < 0 ||
        connect(fd, (const struct sockaddr *)&at, sizeof(at)) < 0) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(status);
    }
    return fd;
}

#endif
