/*
 * An evening that goes on and on: visits, prints, a sync a minute, the clock pushed on. Once warm,
 * memory and open files stay what they are: at the end they equal those after the warm-up, within a
 * margin that is said. Sanitized, the live heap is counted exactly; a release build also compares the
 * resident set.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "clock_script.h"
#include "evening.h"
#include "temp.h"
#include "torture.h"

#include <cmocka.h>
#include <inttypes.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum {
    MINUTE = 60 * 1000,
    /* Bytes: a digit that a report never set before stays in the fonts' caches, some kB each. The same
     * counts once more add nothing. */
    HEAP_MARGIN = 256 * 1024,
    RESIDENT_MARGIN = 2 * 1024, /* KiB: what malloc does not give back */
    MARKS = 5, /* moments that are compared, from the end of the warm-up to the end */
    SAMPLES = 3, /* at each, a visit apart: the least counts */
};

/* Of the sanitizers' runtime; NULL without. */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

struct figures {
    int64_t heap; /* bytes */
    int64_t resident, proportional; /* KiB */
    int files, threads;
};

struct soak {
    struct evening e;
    int64_t begun_ms, warm_ms, ends_ms;
    struct figures at[MARKS];
    int mark, samples; /* the next one, and samples taken of it */
    long visits_before;
};

static int64_t line_of(const char *file, const char *name)
{
    char line[256];
    int64_t number = -1;
    FILE *f = fopen(file, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, name, strlen(name)) == 0)
            number = strtoll(line + strlen(name), NULL, 10);
    if (f != NULL)
        fclose(f);
    return number;
}

static int names_in(const char *folder)
{
    struct arena *a = arena_new();
    int count = 0;
    for (const char *p = temp_list(a, folder); *p != '\0'; p++)
        count += *p == ' ';
    arena_free(a);
    return count;
}

static int64_t live_heap(void)
{
    return __sanitizer_get_current_allocated_bytes != NULL
               ? (int64_t)__sanitizer_get_current_allocated_bytes()
               : (int64_t)mallinfo2().uordblks;
}

static struct figures measure(void)
{
    return (struct figures){ .heap = live_heap(),
        .resident = line_of("/proc/self/smaps_rollup", "Rss:"),
        .proportional = line_of("/proc/self/smaps_rollup", "Pss:"),
        .files = names_in("/proc/self/fd"),
        .threads = names_in("/proc/self/task") };
}

static void take_least(struct figures *least, int samples)
{
    struct figures now = measure();
    if (samples == 0 || now.heap < least->heap)
        least->heap = now.heap;
    if (samples == 0 || now.resident < least->resident)
        least->resident = now.resident;
    if (samples == 0 || now.proportional < least->proportional)
        least->proportional = now.proportional;
    least->files = now.files;
    least->threads = now.threads;
}

/* One more visit, and then nobody for a moment: takes a sample of that. */
static void sample(struct soak *s)
{
    s->e.idles = s->e.visits > s->visits_before;
    if (!evening_is_quiet(&s->e))
        return;
    struct figures *f = &s->at[s->mark];
    take_least(f, s->samples++);
    s->visits_before = s->e.visits;
    s->e.idles = false;
    if (s->samples < SAMPLES)
        return;
    print_message("# minute %lld, visit %ld, sync %ld: heap %" PRId64 ", resident %" PRId64
                  " KiB, %d files\n",
        (long long)(clock_now_ms() - s->begun_ms) / MINUTE, s->e.visits, outside_books()->syncs,
        f->heap, f->resident, f->files);
    s->samples = 0;
    s->mark++;
}

static struct input next(void *ctx, int timeout_ms)
{
    struct soak *s = ctx;
    int64_t due_ms = s->warm_ms + (s->ends_ms - s->warm_ms) * s->mark / (MARKS - 1);
    if (s->e.visits == 1 && s->e.w.stick == WHOLE_NO_STICK)
        whole_put_stick(&s->e.w, WHOLE_PAIRED);
    if (s->mark == MARKS)
        return whole_nothing(INPUT_QUIT);
    if (clock_now_ms() >= due_ms)
        sample(s);
    return evening_next(&s->e, timeout_ms);
}

static const char *say(char text[320], const struct soak *s)
{
    const struct figures *warm = &s->at[0], *end = &s->at[MARKS - 1];
    (void)snprintf(text, 320,
        "%ld visits, %ld cards, %ld syncs; live heap %+" PRId64 " bytes of %" PRId64
        " (margin %d); resident %+" PRId64 " KiB of %" PRId64 " (PSS %+" PRId64
        "); open files %d, then %d; threads %d, then %d",
        s->e.visits, outside_books()->cards_out, outside_books()->syncs, end->heap - warm->heap,
        warm->heap, HEAP_MARGIN, end->resident - warm->resident, warm->resident,
        end->proportional - warm->proportional, warm->files, end->files, warm->threads,
        end->threads);
    return text;
}

static void eight_hours(void **state)
{
    (void)state;
    struct soak *s = test_calloc(1, sizeof *s);
    const struct figures *warm = &s->at[0], *end = &s->at[MARKS - 1];
    char text[320], what[80];
    bool sanitized = __sanitizer_get_current_allocated_bytes != NULL;
    long minutes = torture_rounds(24, 8 * 60);
    (void)snprintf(what, sizeof what, "%s of visits, prints and syncs, compressed%s",
        torture_is_long() ? "8 hours" : "24 minutes", sanitized ? "" : ", release build");
    s->e.between_ms = 30 * 1000;
    s->e.print_every = 4;
    s->e.one_card = true;
    s->begun_ms = (INT64_C(1) << 31) - 20 * MINUTE;
    clock_script_set(s->begun_ms);
    s->warm_ms = s->begun_ms + (torture_is_long() ? 30 : 8) * (int64_t)MINUTE;
    s->ends_ms = s->begun_ms + minutes * (int64_t)MINUTE;
    evening_open(&s->e, next, s);
    whole_run(&s->e.w);
    whole_close(&s->e.w);
    if (outside_books()->fault[0] != '\0')
        fail_msg("%s", outside_books()->fault);
    print_message("# %ld minutes: %s\n", minutes, say(text, s));
    torture_seen("time", what, text);
    assert_int_equal(outside_books()->counted, s->e.visits);
    assert_int_equal(end->files, warm->files);
    assert_int_equal(end->threads, warm->threads);
    assert_true(end->heap - warm->heap <= HEAP_MARGIN);
    if (!sanitized)
        assert_true(end->resident - warm->resident <= RESIDENT_MARGIN);
    test_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(eight_hours) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
