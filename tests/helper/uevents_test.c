/* News of devices, from the kernel itself where this machine lets us make some. */
#include "helper/uevents.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>

enum { LONG_MS = 10 * 1000 };

/* True: the kernel has told the world of a device that did not change at all. */
static bool make_news(void)
{
    int fd = open("/sys/class/mem/null/uevent", O_WRONLY | O_CLOEXEC);
    bool made = fd >= 0 && write(fd, "change", 6) == 6;
    if (fd >= 0)
        close(fd);
    return made;
}

static bool is_readable(int fd, int timeout_ms)
{
    struct pollfd wait = { .fd = fd, .events = POLLIN };
    return poll(&wait, 1, timeout_ms) == 1;
}

static void news_come_and_are_read_away(void **state)
{
    (void)state;
    struct err err = { 0 };
    int fd = uevents_open(&err);
    if (fd < 0)
        fail_msg("%s", err.detail);
    if (make_news())
        assert_true(is_readable(fd, LONG_MS));
    uevents_drain(fd); /* the machine may have more at once */
    close(fd);
}

/* Of any descriptor that does not block; one with an end, too. */
static void drained(void **state)
{
    (void)state;
    int ends[2];
    assert_int_equal(pipe2(ends, O_NONBLOCK | O_CLOEXEC), 0);
    assert_int_equal(write(ends[1], "news", 4), 4);
    uevents_drain(ends[0]);
    assert_false(is_readable(ends[0], 0));
    close(ends[1]);
    uevents_drain(ends[0]);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(news_come_and_are_read_away),
        cmocka_unit_test(drained),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
