/* What the machine tells, read from files as its kernel would leave them. */
#include "platform/machine.h"

#include "base/attributes.h"
#include "temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

/* A root of files: each path, with the folders above it. */
struct file {
    const char *path, *text;
};

static void lay(struct arena *a, const char *root, const struct file *files)
{
    for (; files->path != NULL; files++) {
        char *path = arena_printf(a, "%s%s", root, files->path);
        for (char *p = path + strlen(root) + 1; *p != '\0'; p++)
            if (*p == '/') {
                *p = '\0';
                (void)mkdir(path, 0700); /* may be there */
                *p = '/';
            }
        temp_write(path, files->text, strlen(files->text));
    }
}

static struct health look(const struct file *files, struct health h)
{
    struct arena *a = arena_new();
    const char *root = temp_make(a);
    lay(a, root, files);
    machine_look(&(struct machine_places){ .root = root, .data = root }, "", &h);
    temp_remove(root);
    arena_free(a);
    return h;
}

#define THERMAL "/sys/class/thermal/thermal_zone0/temp"
#define THROTTLED "/sys/devices/platform/soc/soc:firmware/get_throttled"
#define HWMON "/sys/class/hwmon/hwmon"

static const struct {
    struct file files[6];
    bool knows_temperature, knows_power, under_voltage;
    int temperature_c;
} machines[] = {
    { { { NULL, NULL } }, false, false, false, 0 },
    { { { THERMAL, "48312\n" } }, true, false, false, 48 },
    { { { THERMAL, "-5200\n" } }, true, false, false, -5 },
    { { { THERMAL, "warm\n" } }, false, false, false, 0 },
    { { { THROTTLED, "0\n" } }, false, true, false, 0 },
    { { { THROTTLED, "50005\n" } }, false, true, true, 0 },
    { { { THROTTLED, "50000\n" } }, false, true, true, 0 }, /* earlier */
    { { { THROTTLED, "80008\n" } }, false, true, false, 0 }, /* too hot, but well fed */
    { { { HWMON "0/name", "cpu_thermal\n" }, { HWMON "0/in0_lcrit_alarm", "1\n" } }, false, false,
        false, 0 },
    { { { HWMON "0/name", "cpu_thermal\n" }, { HWMON "1/name", "rpi_volt\n" },
          { HWMON "1/in0_lcrit_alarm", "0\n" } },
        false, true, false, 0 },
    { { { HWMON "0/name", "cpu_thermal\n" }, { HWMON "1/name", "rpi_volt\n" },
          { HWMON "1/in0_lcrit_alarm", "1\n" } },
        false, true, true, 0 },
    { { { HWMON "1/name", "rpi_volt\n" }, { HWMON "1/in0_lcrit_alarm", "0\n" },
          { THROTTLED, "50005\n" } },
        false, true, false, 0 }, /* the sensor is asked first, and then not the firmware */
};

static void test_machines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(machines); i++) {
        struct health h = look(machines[i].files, (struct health){ .known = false });
        assert_true(h.known);
        assert_int_equal(h.knows_temperature, machines[i].knows_temperature);
        assert_int_equal(h.temperature_c, machines[i].temperature_c);
        assert_int_equal(h.knows_power, machines[i].knows_power);
        assert_int_equal(h.under_voltage, machines[i].under_voltage);
        assert_true(h.disk_total_mb > 0);
        assert_in_range(h.disk_free_mb, 0, h.disk_total_mb);
        assert_int_equal(strlen(h.time), 5);
        assert_int_equal(h.today[0] != '\0', h.clock_trusted);
    }
}

static void test_under_voltage_is_remembered(void **state)
{
    (void)state;
    static const struct file well[] = { { HWMON "0/name", "rpi_volt\n" },
        { HWMON "0/in0_lcrit_alarm", "0\n" }, { NULL, NULL } };
    struct health h = look(well, (struct health){ .under_voltage = true });
    assert_true(h.under_voltage);
}

static void test_no_such_disk(void **state)
{
    (void)state;
    struct health h = { .disk_free_mb = 7, .disk_total_mb = 7 };
    machine_look(&(struct machine_places){ .root = "/nowhere", .data = "/nowhere" }, "", &h);
    assert_true(h.known);
    assert_int_equal(h.disk_total_mb, 0);
    assert_int_equal(h.disk_free_mb, 0);
}

enum { NOON = 1795262400, DAY = 24 * 60 * 60 }; /* 2026-11-21, 12:00 UTC */

static const struct {
    struct machine_clock clock;
    bool trusted;
} clocks[] = {
    { { .now_s = NOON, .confirmed = "" }, false },
    { { .now_s = NOON, .synchronised = true, .confirmed = "" }, true },
    { { .now_s = NOON - 40 * DAY, .synchronised = true, .confirmed = "" }, false }, /* not built */
    { { .now_s = NOON, .rtc_s = NOON - 3600, .confirmed = "" }, true }, /* keeps local time */
    { { .now_s = NOON, .rtc_s = NOON - 2 * DAY, .confirmed = "" }, false },
    { { .now_s = NOON, .rtc_s = NOON + 2 * DAY, .confirmed = "" }, false },
    { { .now_s = NOON, .rtc_s = 86400, .confirmed = "" }, false }, /* its battery is empty */
    { { .now_s = 3600, .rtc_s = 3600, .confirmed = "" }, false },
    { { .now_s = NOON, .confirmed = "2026-11-21" }, true },
    { { .now_s = NOON, .confirmed = "2026-11-20" }, true }, /* past midnight */
    { { .now_s = NOON, .confirmed = "2026-11-19" }, false }, /* switched off meanwhile */
    { { .now_s = NOON, .confirmed = "2026-11-22" }, false }, /* it went back */
    { { .now_s = NOON, .confirmed = "yesterday" }, false },
    { { .now_s = NOON + 10 * DAY, .confirmed = "2026-11-30" }, true }, /* 1 December */
};

static void test_clocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(clocks); i++) {
        struct machine_clock clock = clocks[i].clock;
        clock.built = "2026-11-01";
        assert_int_equal(machine_clock_trusted(&clock), clocks[i].trusted);
    }
}

/* Whatever this machine's clock is, the organiser's word for the day it shows is enough. */
static void test_this_machine(void **state)
{
    (void)state;
    char today[11];
    time_t now = time(NULL);
    struct tm day;
    struct health h = { .known = false };
    assert_non_null(localtime_r(&now, &day));
    assert_int_equal(strftime(today, sizeof today, "%Y-%m-%d", &day), 10);
    machine_look(&(struct machine_places){ .root = "", .data = "/" }, today, &h);
    assert_true(h.clock_trusted);
    assert_string_equal(h.today, today);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_machines),
        cmocka_unit_test(test_under_voltage_is_remembered),
        cmocka_unit_test(test_no_such_disk),
        cmocka_unit_test(test_clocks),
        cmocka_unit_test(test_this_machine),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
