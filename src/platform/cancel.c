#include "platform/cancel.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int cancel_open(void)
{
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void cancel_set(int fd)
{
    uint64_t one = 1;
    (void)!write(fd, &one, sizeof one);
}

void cancel_forget(int fd)
{
    uint64_t count;
    (void)!read(fd, &count, sizeof count); /* EAGAIN: nobody did */
}

bool cancel_pause(int fd, int ms)
{
    int64_t until_ms = clock_now_ms() + ms;
    for (;;) {
        int64_t left_ms = until_ms - clock_now_ms();
        struct pollfd wait = { .fd = fd, .events = POLLIN };
        int n = poll(&wait, 1, left_ms > 0 ? (int)left_ms : 0);
        if (n > 0)
            return false;
        if (n == 0 || errno != EINTR)
            return true;
    }
}
