/* Screen: what is kept and what is not. */
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"
#include "ui/pager.h"

enum { SENTENCES = 5 };

static void sentences_of(struct ui *ui, const struct model *m, const char *sentences[SENTENCES])
{
    for (int i = 0; i < SENTENCES; i++)
        sentences[i] =
            phrase_fill(ui->arena, model_phrase(m, (enum phrase_id)(PHRASE_PRIVACY_1 + i)), "min",
                model_group_min_word(m), NULL);
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct bar bar = { .back = model_phrase(m, PHRASE_NAV_BACK),
        .go_back = { MSG_GO, SCREEN_ATTRACT },
        .steps = NO_STEPS };
    struct rect r = ui_page(ui, m, &bar);
    int bullet = t->mm * 5, widest = ui_text_width(ui, &t->text, "o") * 62;
    const char *sentences[SENTENCES];
    int heights[SENTENCES];

    if (r.w > widest)
        r.w = widest;
    sentences_of(ui, m, sentences);
    rect_cut_top(&r, ui_text(ui, "privacy.title", r, &t->title, ALIGN_LEFT,
                         model_phrase(m, PHRASE_PRIVACY_TITLE)) +
                         t->gap * 2);
    for (int i = 0; i < SENTENCES; i++)
        heights[i] = ui_text_height(ui, &t->text, r.w - bullet, sentences[i]);

    struct page_span span = pager_span(heights, SENTENCES, t->gap * 2, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target + t->gap);
        rect_cut_top(&foot, t->gap);
        span = pager_span(heights, SENTENCES, t->gap * 2, r.h, m->visit.story_page);
        turn_button(ui, m, foot, "privacy.more", MSG_STORY_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, "privacy");
    for (int i = span.first; i < span.first + span.count; i++) {
        struct rect row = rect_cut_top(&r, heights[i]);
        struct rect dot = rect_cut_left(&row, bullet);
        draw_fill(ui->draw,
            rect_centre(
                (struct rect){ dot.x, dot.y, t->mm * 2, t->text.line }, t->mm * 2, t->mm * 2),
            t->mm, t->ink);
        ui_text(ui, arena_printf(ui->arena, "privacy.%d", i + 1), row, &t->text, ALIGN_LEFT,
            sentences[i]);
        rect_cut_top(&r, t->gap * 2);
    }
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    (void)fx;
    if (msg->kind == MSG_GO)
        model_go(m, msg->screen);
    else if (msg->kind == MSG_STORY_PAGE)
        m->visit.story_page = msg->number;
}

const struct screen screen_privacy = { .on_msg = on_msg, .view = view };
