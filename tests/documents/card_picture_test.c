#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "documents/card_picture.h"
#include "sample_report.h"

#include <cmocka.h>
#include <string.h>

enum { CARDS = 8, BYTES_MAX = 80 * 1024 };

struct desk {
    struct typesetter *typesetter;
    struct arena *arena; /* one test's */
};

static int desk_open(void **state)
{
    static struct desk desk;
    struct err err;
    desk = (struct desk){ typesetter_open("assets/fonts", &err), arena_new() };
    *state = &desk;
    return desk.typesetter == NULL;
}

static int desk_close(void **state)
{
    struct desk *d = *state;
    typesetter_close(d->typesetter);
    arena_free(d->arena);
    return 0;
}

static struct document picture(struct desk *d, const struct sample_report *s, int i)
{
    struct document png;
    struct err err = { .detail = "" };
    if (!card_picture(d->typesetter, d->arena, &s->results, i, &png, &err))
        fail_msg("%s", err.detail);
    return png;
}

/* Width and height stand in the first chunk of a PNG. */
static uint32_t number_at(const struct document *png, size_t at)
{
    const unsigned char *b = (const unsigned char *)png->bytes + at;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void test_pictures(void **state)
{
    struct desk *d = *state;
    static const char *const languages[] = { "nl", "en" };
    for (size_t l = 0; l < COUNT_OF(languages); l++) {
        struct sample_report *s = sample_report(d->arena, CARDS, languages[l]);
        for (int i = 0; i < CARDS; i++) {
            struct document png = picture(d, s, i);
            assert_true(png.len > 1000 && png.len < BYTES_MAX);
            assert_memory_equal(png.bytes, "\x89PNG\r\n\x1a\n", 8);
            assert_int_equal(number_at(&png, 16), CARD_PICTURE_WIDTH);
            assert_int_equal(number_at(&png, 20), CARD_PICTURE_HEIGHT);
        }
    }
}

static void test_same_bytes(void **state)
{
    struct desk *d = *state;
    struct sample_report *s = sample_report(d->arena, CARDS, "nl");
    struct document one = picture(d, s, 0);
    (void)picture(d, sample_report(d->arena, CARDS, "en"), 1);
    struct document two = picture(d, s, 0);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.bytes, two.bytes, one.len);
    s->cards[0].tally.choice[CHOICE_B] += 3;
    two = picture(d, s, 0);
    assert_false(one.len == two.len && memcmp(one.bytes, two.bytes, one.len) == 0);
}

static void test_unknown_card(void **state)
{
    struct desk *d = *state;
    struct sample_report *s = sample_report(d->arena, 1, "nl");
    s->cards[0].version = "00ff00ff00ff00ff";
    s->cards[0].card = "a-key-of-as-many-letters-as-a-key-of-a-card-can-have-and-no-more";
    assert_true(picture(d, s, 0).len > 1000);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_open, desk_close)
    const struct CMUnitTest tests[] = {
        TEST(test_pictures),
        TEST(test_same_bytes),
        TEST(test_unknown_card),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
