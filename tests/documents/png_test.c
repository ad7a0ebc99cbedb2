#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "documents/png.h"

#include <cmocka.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum { SIDE = 64, ROOM = SIDE + 3 /* rows may be apart */ };

/* The pixels of the PNG of a drawing, read by libpng. */
static void read_back(uint32_t drawn[SIDE][ROOM], uint32_t read[SIDE][SIDE], size_t *len)
{
    const struct drawing drawing = { (const unsigned char *)drawn, SIDE, SIDE,
        ROOM * (int)sizeof(uint32_t) };
    struct arena *a = arena_new();
    struct document png;
    struct err err = { .detail = "" };
    png_image image = { .version = PNG_IMAGE_VERSION };
    if (!png_encode(&drawing, a, &png, &err))
        fail_msg("%s", err.detail);
    *len = png.len;
    assert_true(png_image_begin_read_from_memory(&image, png.bytes, png.len));
    assert_int_equal(image.width, SIDE);
    assert_int_equal(image.height, SIDE);
    image.format = PNG_FORMAT_BGRA; /* a uint32_t on a machine of ours */
    assert_true(png_image_finish_read(&image, NULL, read, 0, NULL));
    arena_free(a);
}

static void test_few_colours_are_kept(void **state)
{
    static uint32_t drawn[SIDE][ROOM], read[SIDE][SIDE];
    static const uint32_t colours[] = { 0xfffdf8, 0x22252b, 0x0b63a5, 0x000000, 0xb8461b };
    (void)state;
    size_t len;
    for (int i = 0; i < SIDE * SIDE; i++)
        drawn[i / SIDE][i % SIDE] = colours[i / 7 % 5] | 0x5a000000; /* what is above, is nothing */
    read_back(drawn, read, &len);
    for (int i = 0; i < SIDE * SIDE; i++)
        assert_int_equal(read[i / SIDE][i % SIDE], colours[i / 7 % 5] | 0xff000000);
    assert_true(len < 1500);
}

static int off(uint32_t one, uint32_t other)
{
    int most = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        int apart = abs((int)(one >> shift & 255) - (int)(other >> shift & 255));
        most = apart > most ? apart : most;
    }
    return most;
}

/* Of a letter's edge no shade is off by what an eye could see. */
static void test_shades_are_near(void **state)
{
    static uint32_t drawn[SIDE][ROOM], read[SIDE][SIDE];
    (void)state;
    size_t len;
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        drawn[i / SIDE][i % SIDE] = i % 256 * 0x010101;
    read_back(drawn, read, &len);
    for (int i = 0; i < SIDE * SIDE; i++)
        assert_true(off(read[i / SIDE][i % SIDE], drawn[i / SIDE][i % SIDE]) < 8);
}

static void test_too_many_colours(void **state)
{
    static uint32_t drawn[SIDE][ROOM], read[SIDE][SIDE];
    (void)state;
    size_t len;
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        drawn[i / SIDE][i % SIDE] = i < SIDE ? 0xff0000 : i * 4099 & 0xffffff;
    read_back(drawn, read, &len);
    for (int x = 0; x < SIDE; x++)
        assert_int_equal(read[0][x], 0xffff0000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_colours_are_kept),
        cmocka_unit_test(test_shades_are_near),
        cmocka_unit_test(test_too_many_colours),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
