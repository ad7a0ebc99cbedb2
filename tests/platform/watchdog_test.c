/* What systemd hears: a datagram socket stands in for it. */
#include "platform/watchdog.h"

#include "temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

struct systemd {
    struct arena *arena;
    const char *folder;
    int fd;
};

static int setup(void **state)
{
    struct arena *a = arena_new();
    struct systemd *s = arena_alloc(a, sizeof *s);
    *s = (struct systemd){ .arena = a, .folder = temp_make(a) };
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s/notify", s->folder);
    s->fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(s->fd, (struct sockaddr *)&at, sizeof at), 0);
    setenv("NOTIFY_SOCKET", at.sun_path, 1);
    setenv("WATCHDOG_USEC", "15000000", 1);
    unsetenv("WATCHDOG_PID");
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct systemd *s = *state;
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    close(s->fd);
    temp_remove(s->folder);
    arena_free(s->arena);
    return 0;
}

/* The next thing said, or "". A datagram is there once sendmsg has returned. */
static const char *heard(const struct systemd *s)
{
    char *text = arena_alloc(s->arena, 256);
    ssize_t n = recv(s->fd, text, 255, MSG_DONTWAIT);
    return n > 0 ? text : "";
}

static void test_ready_and_stopping(void **state)
{
    struct systemd *s = *state;
    struct watchdog w = watchdog_open();
    watchdog_ready(&w);
    assert_string_equal(heard(s), "READY=1");
    watchdog_stopping(&w);
    assert_string_equal(heard(s), "STOPPING=1");
}

static void test_at_most_once_a_period(void **state)
{
    static const struct {
        int64_t now_ms;
        const char *hears;
        int64_t deadline_ms;
    } turns[] = {
        { 100000, "WATCHDOG=1", 107500 }, /* the first turn */
        { 100001, "", 107500 }, { 107499, "", 107500 }, { 107500, "WATCHDOG=1", 115000 },
        { 130000, "WATCHDOG=1", 137500 }, /* late: counted from now */
    };
    struct systemd *s = *state;
    struct watchdog w = watchdog_open();
    assert_int_equal(w.period_ms, 7500);
    for (size_t i = 0; i < COUNT_OF(turns); i++) {
        watchdog_turn(&w, turns[i].now_ms);
        assert_string_equal(heard(s), turns[i].hears);
        assert_int_equal(watchdog_deadline_ms(&w), turns[i].deadline_ms);
    }
}

static void test_nobody_watches(void **state)
{
    struct systemd *s = *state;
    setenv("WATCHDOG_PID", "1", 1); /* somebody else is meant */
    struct watchdog w = watchdog_open();
    assert_int_equal(w.period_ms, 0);
    watchdog_turn(&w, 100000);
    assert_string_equal(heard(s), "");
    assert_true(watchdog_deadline_ms(&w) == INT64_MAX);
    watchdog_ready(&w); /* but whoever started us wants to know */
    assert_string_equal(heard(s), "READY=1");
}

static void test_without_systemd(void **state)
{
    (void)state;
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    struct watchdog w = watchdog_open();
    watchdog_ready(&w);
    watchdog_turn(&w, 1);
    watchdog_stopping(&w);
    assert_int_equal(w.period_ms, 0);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(test_ready_and_stopping),
        T(test_at_most_once_a_period),
        T(test_nobody_watches),
        T(test_without_systemd),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
