#include "app/import.h"
#include "app/jobs.h"
#include "base/log.h"
#include "core/utf8.h"

/*
 * The decks that are being looked at. The stick worker fills it, then the main thread has it while
 * it proves that they fit; a message stands between the two each time.
 */
struct candidate {
    struct arena *arena;
    struct faults faults;
    const struct content *content;
};

static void forget(struct parts *p)
{
    if (p->candidate == NULL)
        return;
    struct arena *a = p->candidate->arena;
    p->candidate = NULL;
    arena_free(a); /* the candidate itself lives in it */
}

static struct candidate *candidate_new(struct parts *p)
{
    forget(p);
    struct arena *a = arena_new();
    struct candidate *c = arena_alloc(a, sizeof *c);
    *c = (struct candidate){ .arena = a, .faults = { .arena = a } };
    p->candidate = c;
    return c;
}

static void add_line(struct import *out, const char *title, const char *text)
{
    utf8_copy(out->lines[out->line_count].title, FAULT_TEXT_MAX, title);
    utf8_copy(out->lines[out->line_count++].text, FAULT_TEXT_MAX, text);
}

static void tell_faults(const struct candidate *c, struct import *out)
{
    out->fault_count = c->faults.count;
    for (int i = 0; i < c->faults.count && i < IMPORT_LINES; i++) {
        const struct fault *f = &c->faults.list[i];
        add_line(out, f->line > 0 ? arena_printf(c->arena, "%s:%d", f->file, f->line) : f->file,
            arena_printf(c->arena, "%s %s", f->what, f->mend));
    }
}

/* The decks, each with the titles of its cards: what the organiser is about to take into use. */
static void tell_decks(const struct candidate *c, struct import *out)
{
    for (int i = 0; i < c->content->deck_count && i < IMPORT_LINES; i++) {
        const struct deck *deck = &c->content->decks[i];
        const char *titles = "";
        for (int k = 0; k < deck->card_count; k++)
            titles = arena_printf(c->arena, "%s%s%s", titles, k == 0 ? "" : " · ",
                card_text_in(deck->cards[k], 0, 0, NULL)->title);
        add_line(out, deck->name[0] != NULL ? deck->name[0] : deck->key, titles);
    }
}

static void tell(struct parts *p, enum import_state state, enum err_code code, int step)
{
    struct msg msg = { .kind = MSG_IMPORT,
        .import = { .state = state, .code = code, .step = step } };
    const struct candidate *c = p->candidate;
    if (c != NULL && c->content != NULL) {
        msg.import.cards = c->content->card_count;
        msg.import.decks = c->content->deck_count;
    }
    if (c != NULL && state == IMPORT_FAULTS)
        tell_faults(c, &msg.import);
    if (c != NULL && c->content != NULL && state == IMPORT_READY)
        tell_decks(c, &msg.import);
    mailbox_post(p->mailbox, &msg);
}

void job_import(struct parts *p, const struct effect *e)
{
    struct err err = { .code = ERR_GONE, .detail = "no stick" };
    struct candidate *c = candidate_new(p);
    const char *fresh = arena_printf(c->arena, "%s/" IMPORT_NEW, p->data);
    (void)e;
    if (p->stick == NULL || !stick_copy_decks(p->stick, fresh, import_refuse, &c->faults, &err)) {
        log_err("import", "read decks from a stick", &err);
        tell(p, IMPORT_FAILED, err.code, 0);
        return;
    }
    bool good = import_check(fresh, p->shipped, c->arena, &c->faults, &c->content);
    tell(p, good ? IMPORT_BUSY : IMPORT_FAULTS, ERR_NONE, 0);
}

void job_fit_import(struct parts *p, const struct effect *e)
{
    struct candidate *c = p->candidate;
    if (c == NULL || c->content == NULL)
        return;
    import_fit(c->content, e->first, display_measure(p->display), &c->faults);
    bool last = e->first + 1 >= import_fit_steps(c->content);
    tell(p,
        !last                 ? IMPORT_BUSY
        : c->faults.count > 0 ? IMPORT_FAULTS
                              : IMPORT_READY,
        ERR_NONE, e->first + 1);
}

void job_install(struct parts *p, const struct effect *e)
{
    struct err err;
    (void)e;
    bool ok = import_install(p->data, &err);
    if (!ok)
        log_err("import", "take decks into use", &err);
    /* Only of the stick is it said what else was wrong. */
    enum err_code code = ok ? ERR_NONE : err.code == ERR_FULL ? ERR_FULL : ERR_INTERNAL;
    tell(p, ok ? IMPORT_INSTALLED : IMPORT_FAILED, code, 0);
}

void job_forget_import(struct parts *p)
{
    forget(p);
}
