/* What a stand leaves behind: counts in its database, sheets of paper, files. */
#include "stand.h"

#include "base/clock.h"
#include "run.h"
#include "store/store.h"
#include "temp.h"
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
/* cmocka.h needs setjmp.h, stdarg.h and stddef.h */
#include <cmocka.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { TICK_MS = 20 };

/* As it is now, for the store is no other's while it is open. */
static const struct published *known(struct stand *s, struct store *store, struct meeting *m)
{
    struct published *p = arena_alloc(s->a, sizeof *p);
    bool found = false;
    assert_true(store_meeting_latest(store, m, &found, NULL) && found);
    assert_true(store_published(store, m->id, s->a, p, NULL));
    return p;
}

void stand_fill(
    struct stand *s, const char *card, enum element element, enum choice choice, int times)
{
    enum store_origin origin;
    struct meeting m;
    const char *version = NULL;
    struct store *store = store_open(s->data, &origin, NULL);
    assert_non_null(store);
    const struct published *p = known(s, store, &m);
    for (int i = 0; i < p->card_count; i++)
        if (strcmp(p->cards[i].card, card) == 0)
            version = p->cards[i].version;
    const struct store_answer answer = { m.id, card, version, element, choice };
    struct err err = { .detail = "not in the meeting" };
    bool counted = version != NULL;
    for (int i = 0; counted && i < times; i++)
        counted = store_count(store, &answer, &err);
    store_close(store);
    if (!counted)
        fail_msg("%s: %s", card, err.detail);
}

const char *stand_query(struct stand *s, const char *sql)
{
    int status = -1;
    const char *copy = temp_make(s->a); /* a write-ahead log is the program's own to recover */
    const char *const take[] = { "sh", "-c", "cp \"$0\"/goedwerk.sqlite* \"$1\"", s->data, copy,
        NULL };
    (void)run_output(s->a, NULL, take, &status);
    assert_int_equal(status, 0);
    const char *file = arena_printf(s->a, "%s/goedwerk.sqlite", copy);
    const char *const argv[] = { "sqlite3", file, sql, NULL };
    const char *rows = run_output(s->a, NULL, argv, &status);
    temp_remove(copy);
    assert_int_equal(status, 0);
    return rows;
}

/* Counts are stored with a bias of 2^40; see store/counts.h. */
int stand_counted(struct stand *s, const char *card, const char *element, const char *choice)
{
    const char *sql = arena_printf(s->a,
        "SELECT coalesce(sum(count - (1 << 40)), 0) FROM tally WHERE '%s' IN ('', card)"
        " AND '%s' IN ('', element) AND '%s' IN ('', choice)",
        card, element, choice);
    return (int)strtol(stand_query(s, sql), NULL, 10);
}

int stand_published(struct stand *s, const char *element)
{
    const char *sql = arena_printf(s->a,
        "SELECT coalesce(sum(count - (1 << 40)), 0) FROM published WHERE card <> '' AND choice = ''"
        " AND element <> '' AND '%s' IN ('', element)",
        element);
    return (int)strtol(stand_query(s, sql), NULL, 10);
}

/* One space for each run of white space, so that where lines break is of no matter. */
static const char *squeezed(struct arena *a, const char *text)
{
    char *out = arena_strdup(a, text), *to = out;
    for (const char *from = text; *from != '\0'; from++)
        if (!isspace((unsigned char)*from))
            *to++ = *from;
        else if (to > out && to[-1] != ' ')
            *to++ = ' ';
    *to = '\0';
    return out;
}

const char *stand_pdf_text(struct stand *s, const char *path)
{
    int status = -1;
    const char *const argv[] = { "pdftotext", "-raw", path, "-", NULL };
    const char *text = run_output(s->a, NULL, argv, &status);
    assert_int_equal(status, 0);
    return squeezed(s->a, text);
}

const char *stand_card_text(struct stand *s, int n)
{
    const char *path = arena_printf(s->a, "%s/kaart-%d.pdf", s->cards, n);
    return temp_exists(path) ? stand_pdf_text(s, path) : NULL;
}

void stand_awaits(struct stand *s, const char *path, bool there)
{
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    while (temp_exists(path) != there) {
        if (clock_now_ms() > end_ms)
            fail_msg("%s %s; it said: %s", path, there ? "never came" : "stayed", stand_said(s));
        (void)poll(NULL, 0, TICK_MS);
    }
}
