/* A visitor at the glass: from touch to saved answer, printed card and goodbye. */
#include "stand.h"

#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>

static void whole_visit(struct stand *s)
{
    stand_visit(s, "ethics", "b");
    stand_leave(s);
}

static void a_whole_visit(void **state)
{
    struct stand *s = *state;
    whole_visit(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_whole_visit, stand_set_up, stand_tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
