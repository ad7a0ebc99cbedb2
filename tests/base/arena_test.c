#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#include <cmocka.h>
#include <string.h>

static void zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    for (int round = 0; round < 2; round++) {
        for (size_t size = 0; size < 3000; size += 7) {
            char *p = arena_alloc(a, size);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t i = 0; i < size; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0xa5, size); /* what comes next is zero all the same */
        }
        arena_reset(a);
    }
    arena_free(a);
    arena_free(NULL);
}

/* No two lie over each other, whatever their sizes; a large one has a block of its own. */
static void apart(void **state)
{
    enum { COUNT = 300 };
    (void)state;
    struct arena *a = arena_new();
    unsigned char *kept[COUNT];
    size_t sizes[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        sizes[i] = i % 50 == 49 ? 200 * 1024 : i * 37 % 500;
        kept[i] = arena_alloc(a, sizes[i]);
        memset(kept[i], (int)(i % 251), sizes[i]);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            assert_int_equal(kept[i][j], i % 251);
    arena_reset(a);
    arena_reset(a);
    assert_non_null(arena_alloc(a, 1));
    arena_free(a);
}

/* A view's arena is reset for each picture: it must not ask for memory again and again. */
static void keeps_its_block(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    (void)arena_alloc(a, 100 * 1024);
    (void)arena_alloc(a, 1);
    arena_reset(a);
    char *first = arena_alloc(a, 10);
    for (int i = 0; i < 10; i++) {
        arena_reset(a);
        assert_ptr_equal(arena_alloc(a, 10), first);
        (void)arena_alloc(a, 90 * 1024); /* still the largest */
    }
    arena_free(a);
}

static void strings(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    char source[] = "kaart";
    char *copy = arena_strdup(a, source);
    source[0] = 'x';
    assert_string_equal(copy, "kaart");
    assert_string_equal(arena_strndup(a, "kaarten", 5), "kaart");
    assert_string_equal(arena_strndup(a, "", 0), "");
    assert_string_equal(arena_printf(a, "%d van de %s", 3, "6"), "3 van de 6");
    assert_string_equal(arena_printf(a, "%s", ""), "");
    char *line = arena_printf(a, "%05000d", 7);
    assert_int_equal(strlen(line), 5000);
    assert_string_equal(line + 4998, "07");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zeroed_and_aligned),
        cmocka_unit_test(apart),
        cmocka_unit_test(keeps_its_block),
        cmocka_unit_test(strings),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
