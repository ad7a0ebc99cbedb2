/* What part of a picture must be painted anew. */
#include "platform/damage.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>

static const struct colour red = { 200, 0, 0 }, blue = { 0, 0, 200 };

struct desk {
    struct draw_list list;
    struct damage damage;
};

/* Three boxes and a word; the box in the middle and the word can look different. */
static struct rect picture(struct desk *d, struct colour middle, const char *word, bool extra)
{
    d->list = (struct draw_list){ .width = 400, .height = 300, .ground = { 9, 9, 9 } };
    draw_fill(&d->list, (struct rect){ 10, 10, 50, 50 }, 4, red);
    draw_fill(&d->list, (struct rect){ 100, 10, 50, 50 }, 4, middle);
    draw_text(&d->list, 20, 200, 60, FONT_TEXT, 20, red, word);
    if (extra)
        draw_shadow(&d->list, (struct rect){ 300, 200, 40, 40 }, 4, 6, blue);
    draw_fill(&d->list, (struct rect){ 200, 10, 50, 50 }, 4, red);
    return damage_of(&d->damage, &d->list);
}

static void assert_covers(struct rect part, struct rect changed, struct rect untouched)
{
    assert_true(rect_inside(changed, part));
    assert_false(rect_overlap(untouched, part));
}

static void only_what_changed(void **state)
{
    const struct rect glass = { 0, 0, 400, 300 }, left = { 10, 10, 50, 50 },
                      right = { 200, 10, 50, 50 };
    struct desk *d = test_calloc(1, sizeof *d);
    (void)state;

    struct rect part = picture(d, red, "een", false);
    assert_memory_equal(&part, &glass, sizeof part);
    assert_int_equal(picture(d, red, "een", false).w, 0);
    assert_covers(picture(d, blue, "een", false), (struct rect){ 100, 10, 50, 50 }, left);
    part = picture(d, blue, "twee", false);
    assert_covers(part, (struct rect){ 20, 180, 60, 26 }, right);
    assert_covers(picture(d, blue, "twee", true), (struct rect){ 294, 194, 52, 52 }, left);
    assert_covers(picture(d, blue, "twee", false), (struct rect){ 294, 194, 52, 52 }, left);

    damage_forget(&d->damage);
    part = picture(d, blue, "twee", false);
    assert_memory_equal(&part, &glass, sizeof part);
    test_free(d);
}

static void other_glass_is_all_damage(void **state)
{
    struct desk *d = test_calloc(1, sizeof *d);
    (void)state;
    (void)picture(d, red, "een", false);
    d->list.ground = blue;
    assert_int_equal(damage_of(&d->damage, &d->list).w, 400);
    d->list.width = 500;
    assert_int_equal(damage_of(&d->damage, &d->list).w, 500);
    test_free(d);
}

static void never_beyond_the_glass(void **state)
{
    struct desk *d = test_calloc(1, sizeof *d);
    (void)state;
    (void)picture(d, red, "een", false);
    draw_fill(&d->list, (struct rect){ 380, -20, 50, 50 }, 0, blue);
    struct rect part = damage_of(&d->damage, &d->list);
    assert_true(rect_inside(part, (struct rect){ 0, 0, 400, 300 }));
    draw_fill(&d->list, (struct rect){ 500, 500, 50, 50 }, 0, blue);
    assert_int_equal(damage_of(&d->damage, &d->list).w, 0);
    test_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_changed),
        cmocka_unit_test(other_glass_is_all_damage),
        cmocka_unit_test(never_beyond_the_glass),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
