/* Power, clock and brightness: what is asked for, and what is not done. */
#include "helper/machine.h"

#include "base/file.h"
#include "helper/inbox.h"
#include "temp.h"
#include "usb_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define ID "0123456789abcdef"

/* What stood in the answer behind the id; "": nothing. */
static const char *ask(
    struct usb_lab *lab, const struct helper_os *os, const char *name, const char *value)
{
    struct arena *a = lab->arena;
    const char *inbox = arena_printf(a, "%s/request", lab->at.run);
    const char *answer = arena_printf(a, "%s/%s.answer", inbox, name);
    const char *line = arena_printf(a, ID "%s%s\n", value[0] == '\0' ? "" : " ", value);
    (void)unlink(answer);
    temp_write(arena_printf(a, "%s/%s", inbox, name), line, strlen(line));
    int fd = inbox_open(inbox, NULL);
    assert_true(fd >= 0);
    machine_serve(&lab->at, os, fd);
    close(fd);
    assert_false(temp_exists(arena_printf(a, "%s/%s", inbox, name)));
    size_t len;
    char *text = file_read(a, answer, 200, &len, NULL);
    if (text == NULL)
        return "";
    assert_memory_equal(text, ID " ", strlen(ID) + 1);
    text[strcspn(text, "\n")] = '\0';
    return text + strlen(ID) + 1;
}

static void power(void **state)
{
    (void)state;
    struct usb_lab lab;
    struct helper_os os;
    usb_lab_begin(&lab);
    struct usb_os *did = usb_os_new(&lab, &os);
    assert_string_equal(ask(&lab, &os, "poweroff", "now"), "");
    assert_int_equal(did->powers, 0);
    assert_string_equal(ask(&lab, &os, "poweroff", ""), "ok");
    assert_false(did->again);
    assert_string_equal(ask(&lab, &os, "reboot", ""), "ok");
    assert_true(did->again);
    assert_int_equal(did->powers, 2);
    usb_os_free(did);
    usb_lab_end(&lab);
}

static const struct {
    const char *value;
    time_t now; /* 0: not taken */
} times[] = {
    { "2026-11-21 18:05", 1795280700 },
    { "2028-02-29 00:00", 1835391600 },
    { "2099-12-31 23:59", 4102441140 },
    { "2026-07-01 12:00", 1782900000 }, /* summer time */
    { "2026-02-29 00:00", 0 },
    { "2026-11-31 00:00", 0 },
    { "2025-12-31 23:59", 0 },
    { "2100-01-01 00:00", 0 },
    { "2026-00-10 00:00", 0 },
    { "2026-13-10 00:00", 0 },
    { "2026-11-21 24:00", 0 },
    { "2026-11-21 18:60", 0 },
    { "2026-11-21 18:5", 0 },
    { "2026-11-21T18:05", 0 },
    { "2026-11-21 18:05:00", 0 },
    { "+026-11-21 18:05", 0 },
    { "", 0 },
};

static void clock_is_set(void **state)
{
    (void)state;
    struct usb_lab lab;
    struct helper_os os;
    usb_lab_begin(&lab);
    struct usb_os *did = usb_os_new(&lab, &os);
    assert_int_equal(setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1), 0);
    for (size_t i = 0; i < COUNT_OF(times); i++) {
        did->clocks = 0;
        did->clock = 0;
        assert_string_equal(ask(&lab, &os, "time", times[i].value), times[i].now == 0 ? "" : "ok");
        if (did->clock != times[i].now)
            fail_msg("%s: %lld", times[i].value, (long long)did->clock);
    }
    usb_os_free(did);
    usb_lab_end(&lab);
}

static const struct {
    const char *value, *answer, *first, *second; /* what stands in brightness then */
} lights[] = {
    { "10", "ok", "26\n", "1\n" },
    { "60", "ok", "153\n", "2\n" },
    { "100", "ok", "255\n", "3\n" },
    { "9", "", "old", "old" },
    { "09", "", "old", "old" },
    { "101", "", "old", "old" },
    { "1000", "", "old", "old" },
    { "-50", "", "old", "old" },
    { "5x", "", "old", "old" },
    { "", "", "old", "old" },
};

static void brightness(void **state)
{
    (void)state;
    struct usb_lab lab;
    struct helper_os os;
    usb_lab_begin(&lab);
    struct arena *a = lab.arena;
    struct usb_os *did = usb_os_new(&lab, &os);
    assert_string_equal(ask(&lab, &os, "brightness", "60"), "absent");
    const char *folder = arena_printf(a, "%s/class/backlight", lab.at.sys);
    assert_int_equal(mkdir(folder, 0755), 0);
    assert_string_equal(ask(&lab, &os, "brightness", "60"), "absent");
    static const struct {
        const char *name, *most;
    } made[] = { { "10-0045", "255\n" }, { "rpi", "3\n" }, { "odd", "0\n" } };
    for (size_t i = 0; i < COUNT_OF(made); i++) {
        const char *one = arena_printf(a, "%s/%s", folder, made[i].name);
        assert_int_equal(mkdir(one, 0755), 0);
        temp_write(arena_printf(a, "%s/max_brightness", one), made[i].most, strlen(made[i].most));
    }
    const char *first = arena_printf(a, "%s/10-0045/brightness", folder);
    const char *second = arena_printf(a, "%s/rpi/brightness", folder);
    for (size_t i = 0; i < COUNT_OF(lights); i++) {
        temp_write(first, "old", 3);
        temp_write(second, "old", 3);
        assert_string_equal(ask(&lab, &os, "brightness", lights[i].value), lights[i].answer);
        assert_true(temp_holds(first, lights[i].first, strlen(lights[i].first)));
        assert_true(temp_holds(second, lights[i].second, strlen(lights[i].second)));
    }
    /* What the driver refuses is told; a file that is none, here. */
    assert_int_equal(unlink(first), 0);
    assert_int_equal(mkdir(first, 0755), 0);
    assert_memory_equal(ask(&lab, &os, "brightness", "60"), "failed ", 7);
    usb_os_free(did);
    usb_lab_end(&lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(power),
        cmocka_unit_test(clock_is_set),
        cmocka_unit_test(brightness),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
