#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/hash.h"

#include <cmocka.h>
#include <string.h>

/* The test vectors of draft-eastlake-fnv, appendix C. */
static const struct {
    const char *text;
    uint64_t hash;
} vectors[] = {
    { "", UINT64_C(0xcbf29ce484222325) },
    { "a", UINT64_C(0xaf63dc4c8601ec8c) },
    { "b", UINT64_C(0xaf63df4c8601f1a5) },
    { "foobar", UINT64_C(0x85944171f73967e8) },
};

static void known_hashes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++)
        assert_true(
            hash_bytes(HASH_START, vectors[i].text, strlen(vectors[i].text)) == vectors[i].hash);
}

/* Strings side by side do not run into each other; numbers differ by sign and size. */
static void told_apart(void **state)
{
    (void)state;
    uint64_t one = hash_string(hash_string(HASH_START, "ab"), "c");
    uint64_t other = hash_string(hash_string(HASH_START, "a"), "bc");
    assert_false(one == other);
    assert_false(hash_int(HASH_START, 1) == hash_int(HASH_START, -1));
    assert_false(hash_int(HASH_START, 1) == hash_int(HASH_START, INT64_C(1) << 40));
    assert_true(
        hash_bytes(hash_bytes(HASH_START, "ab", 2), "c", 1) == hash_bytes(HASH_START, "abc", 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_hashes),
        cmocka_unit_test(told_apart),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
