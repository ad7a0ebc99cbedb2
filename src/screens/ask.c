#include "screens/ask.h"

enum { ANSWERS = 2 };

/* Large, unless that makes more than two lines: somebody may have typed it. */
static const struct style *title_style(struct ui *ui, int width, const char *title)
{
    const struct theme *t = ui->theme;
    const struct style *s = ui_long_title_style(ui, width, title);
    return ui_text_height(ui, s, width, title) <= 2 * s->line ? s : &t->text_strong;
}

struct rect ask_head(
    struct ui *ui, struct rect r, const char *screen, const char *title, const char *text)
{
    const struct theme *t = ui->theme;
    const char *heading = arena_printf(ui->arena, "%s.heading", screen);
    const char *below = arena_printf(ui->arena, "%s.text", screen);
    rect_cut_top(
        &r, ui_text(ui, heading, r, title_style(ui, r.w, title), ALIGN_LEFT, title) + t->mm);
    if (text != NULL)
        rect_cut_top(&r, ui_text(ui, below, r, &t->text, ALIGN_LEFT, text));
    rect_cut_top(&r, t->gap);
    return r;
}

static struct rect place_of(const struct ui *ui, struct rect r)
{
    int widest = ui->theme->mm * 160;
    r.w = r.w < widest ? r.w : widest;
    return r;
}

int ask_answers_height(struct ui *ui, struct rect r, const struct button answers[2])
{
    r = place_of(ui, r);
    if (ui_is_tall(ui))
        return ui_buttons_height(ui, answers, ANSWERS, r.w, r.h);
    int half = rect_column(r, ANSWERS, ui->theme->gap, 0).w;
    int first = ui_buttons_height(ui, &answers[0], 1, half, r.h);
    int second = ui_buttons_height(ui, &answers[1], 1, half, r.h);
    return first > second ? first : second;
}

void ask_answers(struct ui *ui, struct rect r, const struct button answers[2])
{
    int height = ask_answers_height(ui, r, answers);
    if (height > r.h)
        ui_misfit(ui, answers[0].id);
    r = place_of(ui, rect_cut_top(&r, height));
    if (ui_is_tall(ui))
        ui_buttons(ui, r, answers, ANSWERS, r.h);
    for (int i = 0; i < ANSWERS && !ui_is_tall(ui); i++)
        ui_button(ui, rect_column(r, ANSWERS, ui->theme->gap, i), &answers[i]);
}
