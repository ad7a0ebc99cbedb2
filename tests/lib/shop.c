#include "shop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>

static const struct stand_plan with_printer = { GLASS_MOUSE, 1280, 800, "5.9", LAB_QUEUE };

enum { SHEETS = 100 };

int shop_set_up(void **state, const char *paper, size_t notes_bytes)
{
    struct shop *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->notes = calloc(1, notes_bytes + 1);
    assert_non_null(f->notes);
    f->lab = lab_open();
    lab_load(f->lab, paper, NULL, SHEETS);
    f->s = stand_open(&with_printer);
    stand_start(f->s);
    *state = f;
    return 0;
}

int shop_set_up_a6(void **state)
{
    return shop_set_up(state, "iso_a6_105x148mm", 0);
}

int shop_tear_down(void **state)
{
    struct shop *f = *state;
    stand_close(f->s);
    lab_close(f->lab);
    free(f->notes);
    free(f);
    return 0;
}
