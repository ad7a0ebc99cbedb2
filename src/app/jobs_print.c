#include "app/jobs.h"
#include "base/log.h"
#include "core/date.h"
#include "core/mailto.h"
#include "documents/card_pdf.h"
#include "documents/qr_code.h"

/* --- the printed card --- */

struct reporter {
    struct parts *parts;
    struct msg msg;
};

static void report(void *ctx, enum print_state state)
{
    struct reporter *r = ctx;
    r->msg.print.state = state;
    mailbox_post(r->parts->mailbox, &r->msg);
}

/* "Goed Werk Hub Rotterdam · 21 november 2026" */
static const char *heading_of(const struct meeting *m, struct arena *a, const struct language *l)
{
    const char *date = date_long(a, l, m->date);
    return date[0] == '\0' ? m->title : arena_printf(a, "%s · %s", m->title, date);
}

static const char *word_of(const struct effect *e)
{
    const struct vocabulary *v = e->deck->vocabulary;
    return v->says[vocabulary_language(v, e->language, 0)][e->answer.element].word;
}

static bool print_card(
    struct parts *p, const struct effect *e, struct arena *a, struct reporter *r, struct err *err)
{
    struct paper paper;
    struct document pdf;
    const struct language *l = &p->content->languages[e->language];
    const struct card_print card = {
        .language = l,
        .text = card_text_in(e->deck->cards[e->answer.card], e->language, 0, NULL),
        .heading = heading_of(&e->meeting, a, l),
        .element_word = word_of(e),
        .element = e->answer.element,
        .choice = e->answer.choice,
    };

    if (p->printer == NULL)
        return err_set(err, ERR_PRINTER_GONE, "this kiosk has no printer");
    return printer_paper(p->printer, p->paper, &paper, err) &&
           card_pdf(p->typesetter, a, &card, &paper, &pdf, err) &&
           printer_print(p->printer, pdf.bytes, pdf.len, &paper, report, r, err);
}

void job_print_card(struct parts *p, const struct effect *e)
{
    struct reporter r = { .parts = p,
        .msg = {
            .kind = MSG_PRINT_STATE, .print = { .visit = e->visit, .card = e->answer.card } } };
    struct err err = { 0 };
    struct arena *a = arena_new();

    atomic_store(&p->printing_visit, e->visit);
    bool printed = print_card(p, e, a, &r, &err);
    atomic_store(&p->printing_visit, 0);
    if (printed) {
        report(&r, PRINT_TAKE);
    } else {
        if (err.code != ERR_CANCELLED)
            log_err("printer", "a card did not come out", &err);
        r.msg.print.code = err.code;
        report(&r, PRINT_FAILED);
    }
    arena_free(a);
    p->printer_news.told = false; /* the loop drew its own conclusions meanwhile */
}

void job_cancel_print(struct parts *p, const struct effect *e)
{
    if (p->printer != NULL && atomic_load(&p->printing_visit) == e->visit)
        printer_cancel(p->printer);
}

/* --- the code for the phone --- */

void job_make_qr(struct parts *p, const struct effect *e)
{
    struct msg msg = { .kind = MSG_QR, .qr = { .visit = e->visit } };
    struct err err;
    struct arena *a = arena_new();
    const struct mailto mail = {
        .language = &p->content->languages[e->language],
        .text = card_text_in(e->deck->cards[e->answer.card], e->language, 0, NULL),
        .element_word = word_of(e),
        .choice = e->answer.choice,
    };

    if (qr_encode(mailto_uri(a, &mail), &msg.qr.code, &err))
        mailbox_post(p->mailbox, &msg);
    else
        log_err("qr", "a code for the phone", &err);
    arena_free(a);
}
