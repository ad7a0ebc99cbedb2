/* The words between kiosk and helper: what is printed is read back, and nothing else is. */
#include "helper/stick_state.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    struct stick_state state;
    const char *text;
} states[] = {
    { { 12, STICK_READY, STICK_REASON_NONE, "" }, "12 ready none -\n" },
    { { 0, STICK_READY, STICK_REASON_READ_ONLY, "" }, "0 ready read-only -\n" },
    { { 7, STICK_MOUNTED, STICK_REASON_NONE, "/run/goedwerk/medium/sda" },
        "7 mounted none /run/goedwerk/medium/sda\n" },
    { { 999, STICK_REFUSED, STICK_REASON_NTFS, "" }, "999 refused ntfs -\n" },
};

static void states_there_and_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        char text[STICK_STATE_MAX];
        struct stick_state s;
        stick_state_print(&states[i].state, text);
        assert_string_equal(text, states[i].text);
        assert_true(stick_state_parse(text, &s));
        assert_int_equal(s.insertion, states[i].state.insertion);
        assert_int_equal(s.condition, states[i].state.condition);
        assert_int_equal(s.reason, states[i].state.reason);
        assert_string_equal(s.folder, states[i].state.folder);
    }
}

static void no_states(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "\n", "12 ready none -", "12 ready none\n",
        "12 ready none \n", "12  ready none -\n", " 12 ready none -\n", "x2 ready none -\n",
        "012 ready none -\n", "99999999999999999999 ready none -\n", "12 redy none -\n",
        "12 ready nothing -\n", "12 ready none /run\n", "12 mounted none -\n",
        "12 mounted none run\n", "12 ready none - \n", "12 ready none - more\n",
        "-1 ready none -\n" };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct stick_state s;
        if (stick_state_parse(texts[i], &s))
            fail_msg("taken: '%s'", texts[i]);
    }
}

static void every_reason(void **state)
{
    (void)state;
    for (int r = 0; r < STICK_REASON_COUNT; r++) {
        char text[STICK_STATE_MAX];
        struct stick_state s = { .condition = STICK_REFUSED, .reason = (enum stick_reason)r };
        stick_state_print(&s, text);
        assert_non_null(strstr(text, stick_reason_word((enum stick_reason)r)));
        assert_true(stick_state_parse(text, &s));
        assert_int_equal(s.reason, r);
    }
}

static void every_fault(void **state)
{
    (void)state;
    enum stick_fault fault;
    for (int f = 0; f < STICK_FAULT_COUNT; f++) {
        assert_true(stick_fault_parse(stick_fault_word((enum stick_fault)f), &fault));
        assert_int_equal(fault, f);
    }
    assert_false(stick_fault_parse("gon", &fault));
    assert_false(stick_fault_parse("", &fault));
}

static const struct {
    bool mount;
    const char *text;
    bool ok, writes;
} requests[] = {
    { true, "sda 12 ro", true, false },
    { true, "sda 12 rw", true, true },
    { true, "sda 12", false, false },
    { true, "sda 12 ", false, false },
    { true, "sda 12 rx", false, false },
    { true, "sda 12 rwx", false, false },
    { true, "sda 12 rw x", false, false },
    { true, "sda rw", false, false },
    { true, "../sda 12 rw", false, false },
    { true, "sd/a 12 rw", false, false },
    { true, ". 12 rw", false, false },
    { true, "SDA 12 rw", false, false },
    { true, "abcdefghijklmnopqrstuvwxyz0123456 12 rw", false, false },
    { true, "", false, false },
    { false, "sdb 3", true, false },
    { false, "sdb 3 rw", false, false },
    { false, "sdb -3", false, false },
};

static void requests_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(requests); i++) {
        struct stick_request r;
        bool ok = stick_request_parse(requests[i].text, requests[i].mount, &r);
        if (ok != requests[i].ok)
            fail_msg("'%s'", requests[i].text);
        if (!ok)
            continue;
        char text[STICK_REQUEST_MAX];
        assert_int_equal(r.writes, requests[i].writes);
        stick_request_print(&r, requests[i].mount, text);
        assert_string_equal(text, requests[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_there_and_back),
        cmocka_unit_test(no_states),
        cmocka_unit_test(every_reason),
        cmocka_unit_test(every_fault),
        cmocka_unit_test(requests_read),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
