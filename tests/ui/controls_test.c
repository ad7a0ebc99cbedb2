#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "ui/controls.h"

#include <cmocka.h>

static const struct controls sample = {
    .list = { { .id = "ground", .role = ROLE_GROUND, .rect = { 0, 0, 100, 100 } },
        { .id = "title", .role = ROLE_TEXT, .rect = { 0, 0, 100, 20 } },
        { .id = "one", .role = ROLE_BUTTON, .rect = { 0, 20, 50, 20 }, .send = { MSG_DONE, 0 } },
        { .id = "off", .role = ROLE_BUTTON, .rect = { 50, 20, 50, 20 }, .disabled = true },
        { .id = "two", .role = ROLE_BUTTON, .rect = { 40, 30, 20, 20 } } },
    .count = 5,
};

static const struct {
    int x, y;
    const char *id;
} points[] = {
    { 0, 0, "ground" }, /* text is not touched */
    { 10, 30, "one" },
    { 45, 35, "two" }, /* the later one lies on top */
    { 70, 30, NULL }, /* disabled, and what is below is out of reach */
    { 55, 35, "two" },
    { 100, 100, NULL },
    { -1, 5, NULL },
};

static void under_a_point(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(points); i++) {
        int at = controls_at(&sample, points[i].x, points[i].y);
        if (points[i].id == NULL)
            assert_int_equal(at, -1);
        else
            assert_string_equal(sample.list[at].id, points[i].id);
    }
}

static void by_id(void **state)
{
    (void)state;
    assert_int_equal(controls_find(&sample, "two"), 4);
    assert_int_equal(controls_find(&sample, "title"), 1);
    assert_int_equal(controls_find(&sample, "three"), -1);
}

/* Tab and Shift-Tab go round, past what cannot be chosen. */
static void stepping(void **state)
{
    static const struct {
        int from, step, to;
    } steps[] = { { -1, 1, 0 }, { 0, 1, 2 }, { 2, 1, 4 }, { 4, 1, 0 }, { -1, -1, 4 }, { 4, -1, 2 },
        { 2, -1, 0 }, { 0, -1, 4 } };
    static const struct controls none = { .list = { { .id = "title", .role = ROLE_TEXT } },
        .count = 1 },
                                 empty = { .count = 0 };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        assert_int_equal(controls_step(&sample, steps[i].from, steps[i].step), steps[i].to);
    assert_int_equal(controls_step(&none, -1, 1), -1);
    assert_int_equal(controls_step(&empty, -1, -1), -1);
}

/* Other controls, or elsewhere, or sending something else: another generation. A label is not. */
static void generations(void **state)
{
    (void)state;
    uint64_t hash = controls_hash(&sample);
    struct controls other = sample;
    other.list[1].label = "Hallo";
    other.list[1].rect.w = 7;
    other.list[2].label = "Nog een";
    other.list[2].chosen = true;
    other.list[3].disabled = false;
    assert_true(controls_hash(&other) == hash);
    other.list[2].rect.x++;
    assert_false(controls_hash(&other) == hash);
    other = sample;
    other.list[2].send.arg = 1;
    assert_false(controls_hash(&other) == hash);
    other = sample;
    other.list[2].id = "once";
    assert_false(controls_hash(&other) == hash);
    other = sample;
    other.count--;
    assert_false(controls_hash(&other) == hash);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under_a_point),
        cmocka_unit_test(by_id),
        cmocka_unit_test(stepping),
        cmocka_unit_test(generations),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
