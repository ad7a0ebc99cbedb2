#include "app/export.h"
#include "app/jobs.h"
#include "app/parcel_box.h"
#include "base/log.h"
#include "documents/box_to_door_pdf.h"
#include "documents/card_pdf.h"
#include "documents/cheat_sheet_pdf.h"
#include "documents/own_dilemma_pdf.h"
#include "documents/report_pdf.h"
#include "documents/stories_pdf.h"

/* What a handout is set for, and larger paper that does as well; PAPER_AUTOMATIC ends the list. */
static const int papers[HANDOUT_COUNT][3] = {
    [HANDOUT_TEST] = { PAPER_AUTOMATIC },
    [HANDOUT_REPORT] = { PAPER_A4, PAPER_AUTOMATIC },
    [HANDOUT_CHEAT_SHEET] = { PAPER_A5, PAPER_A4, PAPER_AUTOMATIC },
    [HANDOUT_STORIES] = { PAPER_A5, PAPER_A4, PAPER_AUTOMATIC },
    [HANDOUT_OWN_DILEMMA] = { PAPER_A6, PAPER_A5, PAPER_A4 },
    [HANDOUT_BOX_TO_DOOR] = { PAPER_A5, PAPER_A4, PAPER_AUTOMATIC },
};

static void tell(struct parts *p, enum msg_kind kind, struct handout_news news)
{
    mailbox_post(p->mailbox, &(struct msg){ .kind = kind, .handout = news });
}

/* --- made, on the store worker --- */

static bool make(
    struct parts *p, const struct effect *e, struct arena *a, struct document *out, struct err *err)
{
    struct typesetter *t = p->report_typesetter;
    const struct export_desk desk = { p->store, p->content, e->language, p->kiosk_label };
    const struct language *l = &p->content->languages[e->language];
    struct results r;
    if (p->store == NULL || t == NULL)
        return err_set(err, ERR_STORE, "there is nothing to make it from");
    switch (e->handout) {
    case HANDOUT_REPORT:
        return export_results(&desk, e->meeting.id, a, &r, err) && report_pdf(t, a, &r, out, err);
    case HANDOUT_CHEAT_SHEET:
        return export_results(&desk, e->meeting.id, a, &r, err) &&
               cheat_sheet_pdf(t, a, &r, e->deck, out, err);
    case HANDOUT_STORIES:
        return stories_pdf(t, a, p->content, e->language, e->deck, e->deck->vocabulary, out, err);
    case HANDOUT_OWN_DILEMMA:
        return own_dilemma_pdf(t, a, p->content, e->language, e->deck->vocabulary, out, err);
    case HANDOUT_BOX_TO_DOOR:
        return box_to_door_pdf(t, a, l, out, err);
    case HANDOUT_TEST: /* set for the paper that is loaded, when it is printed */
    case HANDOUT_COUNT:
        break;
    }
    *out = (struct document){ 0 };
    return true;
}

void job_make_handout(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    struct arena *a = arena_new();
    struct document *pdf = arena_alloc(a, sizeof *pdf);
    if (make(p, e, a, pdf, &err)) {
        parcel_box_put(p->handouts, a, pdf);
        tell(p, MSG_HANDOUT_MADE, (struct handout_news){ e->handout, PRINT_BUSY, ERR_NONE });
    } else {
        log_err("report", "make a sheet of paper", &err);
        arena_free(a);
        tell(p, MSG_HANDOUT_MADE, (struct handout_news){ e->handout, PRINT_FAILED, err.code });
    }
}

/* --- printed, on the printer worker --- */

struct reporter {
    struct parts *parts;
    enum handout kind;
};

static void report(void *ctx, enum print_state state)
{
    const struct reporter *r = ctx;
    tell(r->parts, MSG_HANDOUT, (struct handout_news){ r->kind, state, ERR_NONE });
}

static bool find_paper(struct parts *p, enum handout kind, struct paper *paper, struct err *err)
{
    if (papers[kind][0] == PAPER_AUTOMATIC)
        return printer_paper(p->printer, p->paper, paper, err);
    for (int i = 0; i < 3 && papers[kind][i] != PAPER_AUTOMATIC; i++)
        if (printer_paper(p->printer, papers[kind][i], paper, err))
            return true;
    return false;
}

/* The first card of the meeting, with a choice that nobody made: lines to write on. */
static bool test_card(struct parts *p, const struct effect *e, struct arena *a, struct paper *paper,
    struct document *pdf, struct err *err)
{
    const struct language *l = &p->content->languages[e->language];
    const struct vocabulary *v = e->deck->vocabulary;
    const struct card_print card = {
        .language = l,
        .text = card_text_in(e->deck->cards[0], e->language, 0, NULL),
        .heading = phrase(l, PHRASE_HANDOUT_TEST),
        .element_word = v->says[vocabulary_language(v, e->language, 0)][ELEMENT_EXCELLENCE].word,
        .element = ELEMENT_EXCELLENCE,
        .choice = CHOICE_OTHER,
    };
    return p->typesetter != NULL ? card_pdf(p->typesetter, a, &card, paper, pdf, err)
                                 : err_set(err, ERR_INTERNAL, "no typesetter");
}

static bool print(struct parts *p, const struct effect *e, struct arena *a,
    const struct document *made, struct err *err)
{
    struct reporter r = { p, e->handout };
    struct paper paper;
    struct document pdf = *made;
    if (p->printer == NULL)
        return err_set(err, ERR_PRINTER_GONE, "this kiosk has no printer");
    if (!find_paper(p, e->handout, &paper, err))
        return false;
    if (e->handout == HANDOUT_TEST && !test_card(p, e, a, &paper, &pdf, err))
        return false;
    return printer_print_sheets(
        p->printer, pdf.bytes, pdf.len, pdf.pages > 0 ? pdf.pages : 1, &paper, report, &r, err);
}

void job_print_handout(struct parts *p, const struct effect *e)
{
    struct err err = { 0 };
    struct arena *a;
    const struct document *made = parcel_box_take(p->handouts, &a);
    if (made == NULL)
        return; /* a later one has taken its place */
    bool ok = print(p, e, a, made, &err);
    if (!ok && err.code != ERR_CANCELLED)
        log_err("printer", "a sheet did not come out", &err);
    tell(p, MSG_HANDOUT,
        (struct handout_news){ e->handout, ok ? PRINT_TAKE : PRINT_FAILED, err.code });
    arena_free(a);
    p->printer_news.told = false;
}
