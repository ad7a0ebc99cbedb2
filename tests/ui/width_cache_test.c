#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/width_cache.h"

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

/* Counts how often it is asked. */
static int real(void *ctx, enum font font, int px, const char *text, size_t len)
{
    (void)text;
    ++*(int *)ctx;
    return (int)font * 1000 + px * 10 + (int)len;
}

static int ask(struct measure m, enum font font, int px, const char *text)
{
    return m.width(m.ctx, font, px, text, strlen(text));
}

static void asks_once(void **state)
{
    (void)state;
    int asked = 0;
    struct width_cache *c = width_cache_new((struct measure){ &asked, real }, 64);
    struct measure m = width_cache_measure(c);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(ask(m, FONT_TEXT, 20, "woord"), 205);
        assert_int_equal(ask(m, FONT_STRONG, 20, "woord"), 1205);
        assert_int_equal(ask(m, FONT_TEXT, 21, "woord"), 215);
        assert_int_equal(ask(m, FONT_TEXT, 20, "woor"), 204);
        assert_int_equal(ask(m, FONT_TEXT, 20, ""), 200);
    }
    assert_int_equal(asked, 5);
    assert_int_equal(m.width(m.ctx, FONT_TEXT, 20, "woordenboek", 5), 205); /* the same bytes */
    assert_int_equal(asked, 5);
    width_cache_free(c);
}

/* Far more strings than it holds: it forgets, and never tells one string's width of another. */
static void forgets_when_full(void **state)
{
    (void)state;
    int asked = 0;
    struct width_cache *c = width_cache_new((struct measure){ &asked, real }, 16);
    struct measure m = width_cache_measure(c);
    for (int round = 0; round < 3; round++)
        for (int i = 0; i < 1000; i++) {
            char text[24];
            (void)snprintf(text, sizeof text, "woord %d", i);
            assert_int_equal(ask(m, FONT_TEXT, i, text), i * 10 + (int)strlen(text));
        }
    assert_true(asked >= 1000);
    width_cache_free(c);
    width_cache_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asks_once),
        cmocka_unit_test(forgets_when_full),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
