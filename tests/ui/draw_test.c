#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "ui/draw.h"

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct colour ink = { 1, 2, 3 };
static struct qr code = { .side = 21 };

/* One item of each kind. */
static void draw_all(struct draw_list *d)
{
    *d = (struct draw_list){ .width = 800, .height = 480, .ground = { 9, 9, 9 } };
    draw_fill(d, (struct rect){ 1, 2, 30, 40 }, 5, ink);
    draw_shadow(d, (struct rect){ 1, 2, 30, 40 }, 5, 6, ink);
    draw_text(d, 10, 40, 70, FONT_TITLE, 20, ink, "Wat zou jij doen?");
    draw_icon(d, (struct rect){ 0, 0, 50, 50 }, ICON_ETHICS, ink);
    draw_qr(d, (struct rect){ 0, 0, 63, 63 }, &code, ink);
}

static void as_text(void **state)
{
    (void)state;
    static struct draw_list d;
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    draw_all(&d);
    draw_dump(&d, out);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(text, "glass 800x480 ground #090909\n"
                              "fill 1,2 30x40 #010203 r5\n"
                              "shadow 1,2 30x40 #010203 r5 blur6\n"
                              "text 10,20 70x20 #010203 title 20px \"Wat zou jij doen?\"\n"
                              "icon 0,0 50x50 #010203 icon1\n"
                              "qr 0,0 63x63 #010203 side21\n");
    free(text);
}

enum { FILL, SHADOW, TEXT, ICON, QR };

static void resize(struct draw_list *d)
{
    d->width++;
}

static void other_ground(struct draw_list *d)
{
    d->ground.b++;
}

static void move(struct draw_list *d)
{
    d->items[FILL].rect.x++;
}

static void recolour(struct draw_list *d)
{
    d->items[ICON].colour.g++;
}

static void round_off(struct draw_list *d)
{
    d->items[FILL].radius++;
}

static void blur(struct draw_list *d)
{
    d->items[SHADOW].blur++;
}

static void reword(struct draw_list *d)
{
    d->items[TEXT].text = "Wat zou jij doen";
}

static void reset_font(struct draw_list *d)
{
    d->items[TEXT].font = FONT_QUOTE;
}

static void lower(struct draw_list *d)
{
    d->items[TEXT].baseline++;
}

static void enlarge(struct draw_list *d)
{
    d->items[TEXT].px++;
}

static void other_icon(struct draw_list *d)
{
    d->items[ICON].icon = ICON_CHECK;
}

static void other_code(struct draw_list *d)
{
    static struct qr other = { .side = 21, .dark = { [440] = 1 } };
    d->items[QR].qr = &other;
}

static void leave_out(struct draw_list *d)
{
    d->count--;
}

/* The loop paints only when the hash moves: it must, for all that can be seen. */
static void every_change_is_seen(void **state)
{
    static void (*const changes[])(struct draw_list *) = { resize, other_ground, move, recolour,
        round_off, blur, reword, reset_font, lower, enlarge, other_icon, other_code, leave_out };
    static struct draw_list d, same;
    (void)state;
    draw_all(&d);
    draw_all(&same);
    same.items[TEXT].text = strdup(d.items[TEXT].text); /* the words count, not where they are */
    assert_true(draw_hash(&d) == draw_hash(&same));
    free((char *)same.items[TEXT].text);
    uint64_t before = draw_hash(&d);
    for (size_t i = 0; i < COUNT_OF(changes); i++) {
        draw_all(&d);
        changes[i](&d);
        if (draw_hash(&d) == before)
            fail_msg("change %zu is not seen", i + 1);
    }
}

static void what_has_no_size_is_not_drawn(void **state)
{
    (void)state;
    static struct draw_list d;
    draw_fill(&d, (struct rect){ 1, 2, 0, 40 }, 5, ink);
    draw_fill(&d, (struct rect){ 1, 2, 30, -1 }, 5, ink);
    assert_int_equal(d.count, 0);
    draw_fill(&d, (struct rect){ 1, 2, 30, 40 }, 500, ink);
    assert_int_equal(d.items[0].radius, 15); /* round, not more than that */
    draw_edge(&d, (struct rect){ 0, 0, 100, 100 }, 10, 3, ink, d.ground);
    assert_int_equal(d.count, 3);
    assert_int_equal(d.items[2].rect.w, 94);
    assert_int_equal(d.items[2].radius, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_text),
        cmocka_unit_test(every_change_is_seen),
        cmocka_unit_test(what_has_no_size_is_not_drawn),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
