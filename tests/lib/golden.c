#include "golden.h"

#include "base/file.h"
#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs these four */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { GOLDEN_MAX_BYTES = 1 << 20 };

bool golden_is(const char *name, const char *text)
{
    struct arena *a = arena_new();
    const char *golden = arena_printf(a, "tests/golden/%s.txt", name);
    const char *now = arena_printf(a, "build/golden/%s.txt", name);
    size_t len;

    if (getenv("GOLDEN_RENEW") != NULL)
        temp_write(golden, text, strlen(text));
    const char *was = file_read(a, golden, GOLDEN_MAX_BYTES, &len, NULL);
    bool same = was != NULL && strcmp(was, text) == 0;
    if (!same) {
        if (!file_make_folder("build/golden", NULL))
            fail_msg("build/golden cannot be made");
        temp_write(now, text, strlen(text));
        print_message("# diff -u %s %s\n", golden, now);
    }
    arena_free(a);
    return same;
}
