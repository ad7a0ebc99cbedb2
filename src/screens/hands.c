/* Screen: hands. How many were raised for each choice after the talk; see core/plenary.h. */
#include "screens/screen.h"
#include "screens/turn.h"
#include "ui/button.h"
#include "ui/page.h"
#include "ui/pager.h"
#include "ui/stepper.h"

static struct stepper stepper_of(struct ui *ui, const struct model *m, int c)
{
    const struct plenary *p = &m->plenary;
    return (struct stepper){ .id = arena_printf(ui->arena, "hands.%s", choice_key((enum choice)c)),
        .label = choice_label(ui->arena, model_language(m), model_text(m, p->card), (enum choice)c),
        .value = arena_printf(ui->arena, "%u", p->hands[c]),
        .less = { MSG_HANDS, plenary_hands_arg((enum choice)c, false) },
        .more = { MSG_HANDS, plenary_hands_arg((enum choice)c, true) },
        .at_least = p->hands[c] == 0,
        .at_most = p->hands[c] == HANDS_MOST };
}

static int make_steppers(struct ui *ui, const struct model *m, struct stepper *list)
{
    int n = 0;
    for (int c = 0; c < CHOICE_COUNT; c++)
        if (choice_exists((enum choice)c, m->deck->cards[m->plenary.card]->choice_count))
            list[n++] = stepper_of(ui, m, c);
    return n;
}

/* What is asked, above the choices. */
static int words_height(struct ui *ui, const struct model *m, int width)
{
    const struct theme *t = ui->theme;
    return ui_text_height(ui, &t->title, width, model_phrase(m, PHRASE_HANDS_TITLE)) +
           ui_text_height(ui, &t->small, width, model_phrase(m, PHRASE_HANDS_LINE));
}

static void draw_words(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    rect_cut_top(&r,
        ui_text(ui, "hands.title", r, &t->title, ALIGN_LEFT, model_phrase(m, PHRASE_HANDS_TITLE)));
    ui_text(ui, "hands.line", r, &t->small, ALIGN_LEFT, model_phrase(m, PHRASE_HANDS_LINE));
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, SCREEN_BIGSCREEN },
            .steps = NO_STEPS });
    struct stepper list[CHOICE_COUNT];
    int heights[1 + CHOICE_COUNT] = { words_height(ui, m, r.w) };
    int n = make_steppers(ui, m, list);

    for (int i = 0; i < n; i++)
        heights[1 + i] = ui_stepper_height(ui, &list[i], r.w);
    struct page_span span = pager_span(heights, 1 + n, t->gap, r.h, 0);
    if (span.pages > 1) {
        struct rect foot = rect_cut_bottom(&r, t->target);
        rect_cut_bottom(&r, t->gap);
        span = pager_span(heights, 1 + n, t->gap, r.h, m->organiser.page);
        turn_button(ui, m, foot, "hands.turn", MSG_PAGE, span);
    }
    if (!span.fits)
        ui_misfit(ui, "hands");
    for (int i = span.first; i < span.first + span.count; i++) {
        struct rect row = rect_cut_top(&r, heights[i]);
        if (i == 0)
            draw_words(ui, m, row);
        else
            ui_stepper(ui, row, &list[i - 1]);
        rect_cut_top(&r, t->gap);
    }
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    if (msg->kind == MSG_HANDS)
        plenary_count_hands(&m->plenary, msg->number);
    else
        organiser_on_msg(m, msg, fx);
}

const struct screen screen_hands = { .on_msg = on_msg, .view = view };
