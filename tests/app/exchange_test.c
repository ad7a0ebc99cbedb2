/*
 * The order of answers inside one step leaves no trace: exchanging two of them changes no byte that
 * leaves the kiosk and nothing that is drawn. Across a step it does, or this test would see nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attributes.h"
#include "base/hash.h"
#include "hub.h"
#include "photo.h"
#include <stdio.h>
#include <string.h>

enum { STEP = 5, ANSWERS = 24, CARD = 0 }; /* the last four are not published */

/* What visitors chose, one after the other. */
static const struct answer {
    enum element element;
    enum choice choice;
} answers[ANSWERS] = {
    { ELEMENT_ETHICS, CHOICE_A },
    { ELEMENT_EXCELLENCE, CHOICE_B },
    { ELEMENT_ETHICS, CHOICE_B },
    { ELEMENT_ENGAGEMENT, CHOICE_OTHER },
    { ELEMENT_ETHICS, CHOICE_C },
    { ELEMENT_EXCELLENCE, CHOICE_A },
    { ELEMENT_EXCELLENCE, CHOICE_A },
    { ELEMENT_ENGAGEMENT, CHOICE_B },
    { ELEMENT_ETHICS, CHOICE_A },
    { ELEMENT_ETHICS, CHOICE_C },
    { ELEMENT_EXCELLENCE, CHOICE_OTHER },
    { ELEMENT_ENGAGEMENT, CHOICE_A },
    { ELEMENT_ETHICS, CHOICE_B },
    { ELEMENT_ETHICS, CHOICE_B },
    { ELEMENT_EXCELLENCE, CHOICE_A },
    { ELEMENT_ENGAGEMENT, CHOICE_C },
    { ELEMENT_ETHICS, CHOICE_A },
    { ELEMENT_EXCELLENCE, CHOICE_A },
    { ELEMENT_ETHICS, CHOICE_OTHER },
    { ELEMENT_ENGAGEMENT, CHOICE_B },
    { ELEMENT_ETHICS, CHOICE_A },
    { ELEMENT_EXCELLENCE, CHOICE_C },
    { ELEMENT_ENGAGEMENT, CHOICE_B },
    { ELEMENT_ETHICS, CHOICE_OTHER },
};

/* All that can be seen of a meeting after so many answers, two of which have changed places. */
struct traces {
    struct hub *hub;
    const struct bundle *bundle;
    uint64_t screens[SCREEN_COUNT];
    uint64_t all_screens;
};

static struct traces trace(int from, int to, int count, enum meeting_results results, bool closes)
{
    struct traces t = { .hub = hub_open("kennismaking", results) };
    struct look *l = look_new();
    for (int i = 0; i < count; i++) {
        const struct answer *a = &answers[i == from ? to : i == to ? from : i];
        hub_count(t.hub, CARD, a->element, a->choice, 1);
    }
    if (closes)
        assert_true(store_meeting_close(t.hub->store, t.hub->meeting.id, NULL));
    t.bundle = hub_bundle(t.hub);
    struct model m = hub_model(t.hub);
    t.all_screens = HASH_START;
    for (int s = 0; s < SCREEN_COUNT; s++) {
        t.screens[s] = photo_of(l, &m, (enum screen_id)s, CARD);
        t.all_screens = hash_bytes(t.all_screens, &t.screens[s], sizeof t.screens[s]);
    }
    look_free(l);
    return t;
}

static bool is_same_file(const struct bundle_file *a, const struct bundle_file *b)
{
    return strcmp(a->path, b->path) == 0 && a->len == b->len &&
           memcmp(a->bytes, b->bytes, a->len) == 0;
}

static int files_that_differ(const struct traces *a, const struct traces *b)
{
    int n = 0;
    assert_int_equal(a->bundle->file_count, b->bundle->file_count);
    for (int i = 0; i < a->bundle->file_count; i++)
        n += !is_same_file(&a->bundle->files[i], &b->bundle->files[i]);
    return n;
}

static void expect_same(const struct traces *a, const struct traces *b)
{
    assert_string_equal(a->bundle->folder, b->bundle->folder);
    for (int i = 0; i < a->bundle->file_count; i++)
        if (!is_same_file(&a->bundle->files[i], &b->bundle->files[i]))
            fail_msg("%s is another", a->bundle->files[i].path);
    for (int s = 0; s < SCREEN_COUNT; s++)
        if (a->screens[s] != b->screens[s])
            fail_msg("%s is drawn otherwise", screen_name((enum screen_id)s));
}

static const struct exchange {
    int from, to, count;
    enum meeting_results results;
    bool closes, shows;
} exchanges[] = {
    { 0, 1, 5, RESULTS_NOW, false, false }, /* the first step there is */
    { 5, 9, 12, RESULTS_NOW, false, false }, /* and a later one: its first and its last */
    { 15, 18, 20, RESULTS_NOW, false, false }, /* the one that brings the table */
    { 21, 23, 24, RESULTS_NOW, false, false }, /* of those that wait */
    { 21, 23, 24, RESULTS_NOW, true, false }, /* which closing leaves out */
    { 3, 22, 24, RESULTS_LATER, false, false }, /* nothing is published yet */
    { 0, 23, 24, RESULTS_LATER, true, false }, /* all at once, at the end */
    { 4, 5, 7, RESULTS_NOW, false, true }, /* neighbours, but of two steps */
    { 16, 21, 24, RESULTS_NOW, false, true }, /* one that is shown, one that waits */
};

static void an_exchange(void **state)
{
    const struct exchange *x = *state;
    struct traces before = trace(-1, -1, x->count, x->results, x->closes);
    struct traces after = trace(x->from, x->to, x->count, x->results, x->closes);
    if (x->shows) {
        /* Report, workbook, list, archive, their sums: not one of them is blind. */
        assert_true(files_that_differ(&before, &after) >= 5);
        assert_int_not_equal(before.all_screens, after.all_screens);
        assert_int_not_equal(before.screens[SCREEN_GROUP], after.screens[SCREEN_GROUP]);
        assert_int_not_equal(before.screens[SCREEN_ORGANISER], after.screens[SCREEN_ORGANISER]);
        assert_int_not_equal(before.screens[SCREEN_BIGSCREEN], after.screens[SCREEN_BIGSCREEN]);
    } else {
        expect_same(&before, &after);
    }
    hub_close(before.hub);
    hub_close(after.hub);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(exchanges)];
    static char names[COUNT_OF(exchanges)][32];
    for (size_t i = 0; i < COUNT_OF(exchanges); i++) {
        (void)snprintf(names[i], sizeof names[i], "%d and %d of %d", exchanges[i].from + 1,
            exchanges[i].to + 1, exchanges[i].count);
        tests[i] = (struct CMUnitTest){ names[i], an_exchange, NULL, NULL, (void *)&exchanges[i] };
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
