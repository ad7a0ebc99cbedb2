/* Asking the helper, with one that a test plays in a thread of its own. */
#include "platform/requests.h"

#include "base/attributes.h"
#include "base/clock.h"
#include "base/file.h"
#include "temp.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cmocka.h>

enum { SHORT_MS = 100, LONG_MS = 10 * 1000, ID_LEN = 16 };

/* A helper that takes one request. */
struct helper {
    struct arena *arena; /* of its thread */
    const char *dir, *name;
    const char *says; /* behind the id; NULL: it is silent */
    const char *first; /* answers first, as if to another request; or NULL */
    int events; /* an inotify on dir */
    pthread_t thread;
    char took[64]; /* what stood in the request behind its id */
};

static void answer(struct helper *h, const char *id, const char *says)
{
    const char *line = arena_printf(h->arena, "%s %s\n", id, says);
    const char *path = arena_printf(h->arena, "%s/%s.answer", h->dir, h->name);
    if (!file_replace(path, line, strlen(line), NULL))
        abort();
}

static void *help(void *ctx)
{
    struct helper *h = ctx;
    const char *path = arena_printf(h->arena, "%s/%s", h->dir, h->name);
    size_t len = 0;
    char *text;
    while ((text = file_read(h->arena, path, 63, &len, NULL)) == NULL) {
        char events[4096];
        struct pollfd wait = { .fd = h->events, .events = POLLIN };
        if (poll(&wait, 1, LONG_MS) != 1 || read(h->events, events, sizeof events) <= 0)
            return NULL;
    }
    (void)snprintf(h->took, sizeof h->took, "%s", len > ID_LEN ? text + ID_LEN : "");
    text[ID_LEN] = '\0';
    if (unlink(path) < 0)
        return NULL; /* it was taken back just now */
    if (h->first != NULL)
        answer(h, "0123456789abcdef", h->first);
    if (h->says != NULL)
        answer(h, text, h->says);
    return NULL;
}

static void helper_start(struct helper *h, const char *dir, const char *name)
{
    h->arena = arena_new();
    h->dir = dir;
    h->name = name;
    h->events = inotify_init1(IN_CLOEXEC);
    assert_true(h->events >= 0 && inotify_add_watch(h->events, dir, IN_MOVED_TO) >= 0);
    assert_int_equal(pthread_create(&h->thread, NULL, help, h), 0);
}

static void helper_end(struct helper *h)
{
    pthread_join(h->thread, NULL);
    close(h->events);
    arena_free(h->arena);
}

static const struct {
    enum request kind;
    const char *name, *value, *request;
    const char *first, *says;
    enum err_code code;
} talks[] = {
    { REQUEST_POWER_OFF, "poweroff", NULL, "\n", NULL, "ok", ERR_NONE },
    { REQUEST_REBOOT, "reboot", "", "\n", NULL, "ok", ERR_NONE },
    { REQUEST_SET_TIME, "time", "2028-02-29 18:05", " 2028-02-29 18:05\n", NULL, "ok", ERR_NONE },
    { REQUEST_BRIGHTNESS, "brightness", "10", " 10\n", "failed", "ok", ERR_NONE },
    { REQUEST_BRIGHTNESS, "brightness", "100", " 100\n", NULL, "absent", ERR_USAGE },
    { REQUEST_BRIGHTNESS, "brightness", "60", " 60\n", "ok", "failed no backlight", ERR_FILE },
    { REQUEST_REBOOT, "reboot", NULL, "\n", NULL, "okay", ERR_FILE },
};

static void test_talks(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *dir = temp_make(a);
    for (size_t i = 0; i < COUNT_OF(talks); i++) {
        struct helper h = { .says = talks[i].says, .first = talks[i].first };
        struct err err = { .code = ERR_NONE };
        helper_start(&h, dir, talks[i].name);
        bool ok = requests_ask(dir, talks[i].kind, talks[i].value, LONG_MS, &err);
        helper_end(&h);
        assert_int_equal(ok, talks[i].code == ERR_NONE);
        assert_int_equal(err.code, talks[i].code);
        assert_string_equal(h.took, talks[i].request);
    }
    temp_remove(dir);
    arena_free(a);
}

static void test_no_helper(void **state)
{
    (void)state;
    struct err err;
    assert_false(requests_ask("/nowhere/request", REQUEST_REBOOT, NULL, LONG_MS, &err));
    assert_int_equal(err.code, ERR_USAGE);
}

/* Nobody takes it: it must not be found by a helper that comes later. */
static void test_taken_back(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *dir = temp_make(a);
    struct err err;
    assert_false(requests_ask(dir, REQUEST_POWER_OFF, NULL, SHORT_MS, &err));
    assert_int_equal(err.code, ERR_TIMEOUT);
    assert_string_equal(temp_list(a, dir), "");
    temp_remove(dir);
    arena_free(a);
}

static void test_taken_but_not_answered(void **state)
{
    (void)state;
    static const char *const others[] = { NULL, "ok" };
    struct arena *a = arena_new();
    const char *dir = temp_make(a);
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        struct helper h = { .says = NULL, .first = others[i] };
        struct err err;
        helper_start(&h, dir, "reboot");
        assert_false(requests_ask(dir, REQUEST_REBOOT, NULL, SHORT_MS, &err));
        assert_int_equal(err.code, ERR_TIMEOUT);
        helper_end(&h);
    }
    temp_remove(dir);
    arena_free(a);
}

static const struct {
    enum request kind;
    const char *value;
} wrong[] = {
    { REQUEST_POWER_OFF, "now" },
    { REQUEST_REBOOT, " " },
    { REQUEST_SET_TIME, "" },
    { REQUEST_SET_TIME, "2026-11-21" },
    { REQUEST_SET_TIME, "2026-11-21 18:05\n" },
    { REQUEST_SET_TIME, "2026-11-21T18:05" },
    { REQUEST_SET_TIME, "2026-02-29 18:05" },
    { REQUEST_SET_TIME, "2026-13-01 18:05" },
    { REQUEST_SET_TIME, "1970-01-01 18:05" },
    { REQUEST_SET_TIME, "2026-11-21 24:00" },
    { REQUEST_SET_TIME, "2026-11-21 18:60" },
    { REQUEST_SET_TIME, "2026-11-00 18:05" },
    { REQUEST_SET_TIME, "2026-11-2x 18:05" },
    { REQUEST_BRIGHTNESS, "" },
    { REQUEST_BRIGHTNESS, "9" },
    { REQUEST_BRIGHTNESS, "101" },
    { REQUEST_BRIGHTNESS, "050" },
    { REQUEST_BRIGHTNESS, "-10" },
    { REQUEST_BRIGHTNESS, "60%" },
    { REQUEST_BRIGHTNESS, "9999999999999" },
};

static void test_wrong_values(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    const char *dir = temp_make(a);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        struct err err;
        assert_false(requests_ask(dir, wrong[i].kind, wrong[i].value, LONG_MS, &err));
        assert_int_equal(err.code, ERR_INTERNAL);
    }
    assert_string_equal(temp_list(a, dir), "");
    temp_remove(dir);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_talks),
        cmocka_unit_test(test_no_helper),
        cmocka_unit_test(test_taken_back),
        cmocka_unit_test(test_taken_but_not_answered),
        cmocka_unit_test(test_wrong_values),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
