#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/safe_start.h"
#include "base/attributes.h"
#include "temp.h"

#include <cmocka.h>
#include <string.h>

enum { MINUTE = 60 * 1000 };

static const struct {
    const char *what;
    struct {
        int64_t at_ms;
        bool safe;
    } starts[6];
} stories[] = {
    { "the third start within two minutes",
        { { 1000, false }, { 2000, false }, { 3000, true }, { 4000, true } } },
    { "three starts in more than two minutes",
        { { 1000, false }, { MINUTE, false }, { 2 * MINUTE + 1000, false } } },
    { "just within", { { 1000, false }, { MINUTE, false }, { 2 * MINUTE + 999, true } } },
    { "calm again", { { 1000, false }, { 2000, false }, { 3000, true }, { 5 * MINUTE, false },
                        { 9 * MINUTE, false }, { 10 * MINUTE, false } } },
    { "the machine was started anew: its clock began again",
        { { 90 * MINUTE, false }, { 91 * MINUTE, false }, { 1000, false }, { 2000, false },
            { 3000, true } } },
};

static void starts(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT_OF(stories); i++) {
        const char *folder = temp_make(a);
        for (size_t j = 0; j < COUNT_OF(stories[i].starts) && stories[i].starts[j].at_ms > 0; j++)
            if (safe_start_note(folder, stories[i].starts[j].at_ms) != stories[i].starts[j].safe)
                fail_msg("%s: start %zu", stories[i].what, j + 1);
        temp_remove(folder);
    }
    arena_free(a);
}

static void a_desk_is_never_safe(void **state)
{
    (void)state;
    for (int i = 0; i < 9; i++)
        assert_false(safe_start_note(NULL, 1000 + i));
}

/* Notes that cannot be read are none; the start is noted all the same. */
static void odd_notes(void **state)
{
    static const char *const notes[] = { "", "\n\n", "rubbish\n", "1000", "1000\n\n\n2000\n",
        "1000 2000 3000", "99999999999999999999999\n", "-5\n-6\n-7\n" };
    (void)state;
    struct arena *a = arena_new();
    const char *folder = temp_make(a);
    const char *path = arena_printf(a, "%s/starts", folder);
    for (size_t i = 0; i < COUNT_OF(notes); i++) {
        temp_write(path, notes[i], strlen(notes[i]));
        (void)safe_start_note(folder, 50 * MINUTE);
        assert_false(safe_start_note(folder, 50 * MINUTE + 1));
        assert_true(safe_start_note(folder, 50 * MINUTE + 2));
    }
    assert_false(safe_start_note(arena_printf(a, "%s/none", folder), 1000)); /* only logged */
    temp_remove(folder);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(starts),
        cmocka_unit_test(a_desk_is_never_safe),
        cmocka_unit_test(odd_notes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
