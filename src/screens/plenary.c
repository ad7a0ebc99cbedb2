#include "screens/plenary.h"

#include "screens/hall.h"

/* Parts of the height that a capital takes, the largest first. */
static const int parts[] = { 30, 33, 36, PLENARY_LEAST, 44, 48, 52, 58, PLENARY_LEAST_TALL };

/* --- head and foot --- */

static void draw_title(const struct hall *h, struct rect *r, int width)
{
    const struct style *s =
        ui_text_width(h->ui, &h->t->title, h->text->title) <= width ? &h->t->title : &h->t->heading;
    struct rect row = rect_cut_top(r, ui_text_height(h->ui, s, width, h->text->title));
    row.w = width;
    ui_text(h->ui, "plenary.title", row, s, ALIGN_LEFT, h->text->title);
}

static void draw_head(const struct hall *h, struct rect *r, const char *count)
{
    const struct style *s = &h->t->soft_text;
    int count_w = count == NULL ? 0 : ui_text_width(h->ui, s, count) + h->t->gap * 2;
    struct rect head = *r;
    draw_title(h, r, h->tall ? r->w : r->w - count_w);
    if (count != NULL && h->tall)
        rect_cut_top(r, ui_text(h->ui, "plenary.count", *r, s, ALIGN_LEFT, count));
    else if (count != NULL) {
        head.h = h->t->title.line;
        ui_label(h->ui, "plenary.count", rect_cut_right(&head, count_w), s, ALIGN_RIGHT, count);
    }
    rect_cut_top(r, h->t->gap);
}

static void draw_foot(const struct hall *h, struct rect *r)
{
    const char *question = h->text->questions[0];
    int height = ui_text_height(h->ui, &h->t->quote, r->w, question);
    ui_label(
        h->ui, "plenary.question", rect_cut_bottom(r, height), &h->t->quote, ALIGN_LEFT, question);
    rect_cut_bottom(r, h->t->gap);
}

/* --- the picture --- */

/* Nothing to count yet, or nothing that the hall may see now: the question alone. */
static void draw_question(const struct hall *h, struct rect r)
{
    draw_head(h, &r, NULL);
    if (!h->m->plenary.hidden)
        rect_cut_top(&r, ui_text(h->ui, "plenary.soon", r, &h->t->soft_text, ALIGN_LEFT,
                             phrase(h->language, PHRASE_PLENARY_SOON)));
    ui_label(h->ui, "plenary.question", r, &h->t->hero, ALIGN_LEFT, h->text->questions[0]);
}

static void draw_answers(const struct hall *h, struct rect r)
{
    draw_head(h, &r, phrase_count(h->ui->arena, h->language, PHRASE_GROUP_COUNT, h->before->total));
    draw_foot(h, &r);
    if (h->tall) {
        hall_tall_elements(h, &r);
        hall_tall_choices(h, r);
        return;
    }
    int words = hall_columns_width(h), least = r.w * 36 / 100;
    hall_columns(h, rect_cut_left(&r, words > least ? words : least));
    rect_cut_left(&r, h->t->gap * 3);
    hall_choices(h, r);
}

static void draw_card(const struct hall *h, struct rect r)
{
    r = rect_inset_xy(r, h->t->margin, h->t->margin * 3 / 4);
    if (h->m->plenary.hidden || (h->before->total == 0 && h->hands_total == 0)) {
        draw_question(h, r);
    } else if (h->hands_total > 0) {
        draw_head(h, &r, NULL);
        draw_foot(h, &r);
        hall_hands(h, r);
    } else {
        draw_answers(h, r);
    }
}

/* In the largest size that fits, down to capitals of 1/least of the height. */
static void draw_fitting(const struct model *m, struct ui *ui, struct rect r, int least)
{
    const struct plenary *p = &m->plenary;
    const struct theme *outside = ui->theme;
    const char *misfit = ui->misfit;
    int drawn = ui->draw->count, said = ui->controls->count;

    draw_fill(ui->draw, r, 0, theme_make_hall(r.w, r.h, 1, outside->high_contrast).desk);
    drawn = ui->draw->count;
    for (size_t i = 0; i < COUNT_OF(parts) && parts[i] <= least; i++) {
        struct theme t = theme_make_hall(r.w, r.h, (double)r.h / parts[i], outside->high_contrast);
        const struct hall h = { .ui = ui,
            .m = m,
            .t = &t,
            .language = &m->content->languages[p->language],
            .card = m->deck->cards[p->card],
            .text = card_text_in(m->deck->cards[p->card], p->language, m->default_language, NULL),
            .before = &m->machine.published[p->card],
            .hands = p->hands,
            .hands_total = plenary_hands(p),
            .tall = r.h > r.w };
        ui->draw->count = drawn;
        ui->controls->count = said;
        ui->misfit = NULL;
        ui->theme = &t;
        draw_card(&h, r);
        ui->theme = outside;
        if (ui->misfit == NULL)
            break;
    }
    if (ui->misfit == NULL)
        ui->misfit = misfit;
}

void plenary_draw(const struct model *m, struct ui *ui, struct rect r)
{
    draw_fitting(m, ui, r, r.h > r.w ? PLENARY_LEAST_TALL : PLENARY_LEAST);
}

void plenary_view(const struct model *m, struct ui *ui)
{
    plenary_draw(m, ui, ui_glass(ui));
}

void plenary_preview(const struct model *m, struct ui *ui, struct rect r)
{
    const char *misfit = ui->misfit;
    draw_fitting(m, ui, r, PLENARY_LEAST_TALL);
    ui->misfit = misfit;
}
