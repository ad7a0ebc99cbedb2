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
    HEAP_MARGIN = 64 * 1024, /* bytes: pages that SQLite, fonts and glyphs keep */
    RESIDENT_MARGIN = 2 * 1024, /* KiB: what malloc does not give back */
    SAMPLES = 3, /* of each, a visit apart: the least counts */
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
    struct figures warm, end;
    int samples; /* taken of the present one */
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
static void sample(struct soak *s, struct figures *into)
{
    s->e.idles = s->e.visits > s->visits_before;
    if (!evening_is_quiet(&s->e))
        return;
    take_least(into, s->samples++ % SAMPLES);
    s->visits_before = s->e.visits;
    s->e.idles = false;
}

static struct input next(void *ctx, int timeout_ms)
{
    struct soak *s = ctx;
    int64_t now = clock_now_ms();
    if (s->e.visits == 1 && s->e.w.stick == WHOLE_NO_STICK)
        whole_put_stick(&s->e.w, WHOLE_PAIRED);
    if (s->samples == 2 * SAMPLES)
        return whole_nothing(INPUT_QUIT);
    if (s->samples < SAMPLES && now >= s->warm_ms)
        sample(s, &s->warm);
    else if (s->samples >= SAMPLES && now >= s->ends_ms)
        sample(s, &s->end);
    return evening_next(&s->e, timeout_ms);
}

static const char *say(char text[320], const struct soak *s)
{
    (void)snprintf(text, 320,
        "%ld visits, %ld cards, %ld syncs; live heap %+" PRId64 " bytes of %" PRId64
        " (margin %d); resident %+" PRId64 " KiB of %" PRId64 " (PSS %+" PRId64
        "); open files %d, then %d; threads %d, then %d",
        s->e.visits, outside_books()->cards_out, outside_books()->syncs, s->end.heap - s->warm.heap,
        s->warm.heap, HEAP_MARGIN, s->end.resident - s->warm.resident, s->warm.resident,
        s->end.proportional - s->warm.proportional, s->warm.files, s->end.files, s->warm.threads,
        s->end.threads);
    return text;
}

static void eight_hours(void **state)
{
    (void)state;
    struct soak *s = test_calloc(1, sizeof *s);
    char text[320];
    long minutes = torture_rounds(24, 8 * 60);
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
    torture_seen("time",
        torture_is_long() ? "8 hours of visits, prints and syncs, compressed"
                          : "24 minutes of visits, prints and syncs, compressed",
        text);
    assert_int_equal(outside_books()->counted, s->e.visits);
    assert_int_equal(s->end.files, s->warm.files);
    assert_int_equal(s->end.threads, s->warm.threads);
    assert_true(s->end.heap - s->warm.heap <= HEAP_MARGIN);
    if (__sanitizer_get_current_allocated_bytes == NULL)
        assert_true(s->end.resident - s->warm.resident <= RESIDENT_MARGIN);
    test_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(eight_hours) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
