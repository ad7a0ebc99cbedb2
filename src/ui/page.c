#include "ui/page.h"

#include "ui/button.h"

static int bar_pad(const struct ui *ui)
{
    return ui->theme->mm * 3 / 2;
}

static int bar_height(const struct ui *ui)
{
    return ui->theme->target + 2 * bar_pad(ui);
}

static struct button language_chip(struct ui *ui, const struct model *m, int language, bool in_full)
{
    const struct language *l = &m->content->languages[language];
    return (struct button){
        .id = arena_printf(ui->arena, "lang.%s", l->code),
        .label = in_full ? l->name : phrase(l, PHRASE_LANGUAGE_SHORT),
        .send = { MSG_LANGUAGE, language },
        .kind = BUTTON_CHIP,
        .chosen = language == m->visit.language,
    };
}

/* The chips of the right-hand side, from right to left. */
static int make_chips(
    struct ui *ui, const struct model *m, const struct bar *bar, bool in_full, struct button *chips)
{
    int n = 0, languages = m->content->language_count;
    if (bar->all_languages)
        for (int i = languages - 1; i >= 0; i--)
            chips[n++] = language_chip(ui, m, i, in_full);
    else if (languages > 1)
        chips[n++] = language_chip(ui, m, (m->visit.language + 1) % languages, in_full);
    chips[n++] = (struct button){
        .id = "contrast",
        .label = model_phrase(m, PHRASE_NAV_CONTRAST),
        .send = { MSG_CONTRAST, 0 },
        .kind = BUTTON_CHIP,
        .chosen = m->visit.high_contrast,
    };
    chips[n++] = (struct button){
        .id = "text.size",
        .label = model_phrase(m, m->visit.large_text ? PHRASE_NAV_SMALLER : PHRASE_NAV_LARGER),
        .send = { MSG_TEXT_SIZE, 0 },
        .kind = BUTTON_CHIP,
    };
    return n;
}

static int chips_width(struct ui *ui, const struct button *chips, int n)
{
    int width = 0;
    for (int i = 0; i < n; i++)
        width += ui_chip_width(ui, chips[i].label) + ui->theme->gap;
    return width;
}

static struct style wordmark_style(const struct ui *ui)
{
    struct style s = ui->theme->title;
    s.px = ui->theme->chip_text.px * 14 / 10;
    s.line = s.px * 11 / 10;
    return s;
}

static int left_width(struct ui *ui, const struct bar *bar)
{
    struct style s = wordmark_style(ui);
    if (bar->back != NULL)
        return ui_chip_width(ui, bar->back);
    int width = ui_text_width(ui, &s, "Goed Werk") + ui->theme->mm;
    return width > ui->theme->target ? width : ui->theme->target;
}

static void draw_left(struct ui *ui, struct rect r, const struct bar *bar)
{
    if (bar->back != NULL) {
        ui_button(ui, r,
            &(struct button){
                .id = "nav.back", .label = bar->back, .send = bar->go_back, .kind = BUTTON_CHIP });
        return;
    }
    struct style s = wordmark_style(ui);
    ui_label(ui, NULL, r, &s, ALIGN_LEFT, "Goed Werk");
    ui_control(ui, (struct control){ .id = "organiser.open",
                       .label = "Goed Werk",
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = bar->tap_wordmark,
                       .hold = { MSG_OPEN_ORGANISER, 0 } });
}

static void draw_steps(struct ui *ui, struct rect r, int done)
{
    const struct theme *t = ui->theme;
    int w = t->mm * 13, gap = t->mm * 2, all = STEPS * w + (STEPS - 1) * gap;
    if (all > r.w - 2 * t->gap) {
        all = r.w - 2 * t->gap;
        w = (all - (STEPS - 1) * gap) / STEPS;
    }
    if (w < t->mm * 4)
        return; /* no room; nobody needs them to find the way */
    struct rect row = rect_centre(r, all, t->mm * 3 / 2);
    for (int i = 0; i < STEPS; i++) {
        draw_fill(ui->draw, rect_cut_left(&row, w), t->mm, i < done ? t->ink : t->step_off);
        rect_cut_left(&row, gap);
    }
}

/* The bar's strip off the glass. */
static struct rect cut_bar(const struct ui *ui, struct rect *glass)
{
    return ui_is_tall(ui) ? rect_cut_bottom(glass, bar_height(ui))
                          : rect_cut_top(glass, bar_height(ui));
}

/* At the top of a tall glass: the steps, or the wordmark, for which its bar has no room. */
static int top_strip(const struct ui *ui, const struct bar *bar)
{
    if (bar->back == NULL && bar->steps == NO_STEPS)
        return bar_height(ui);
    return ui->theme->mm * 5;
}

struct rect ui_page_room(const struct ui *ui, const struct bar *bar)
{
    const struct theme *t = ui->theme;
    struct rect room = ui_glass(ui);
    cut_bar(ui, &room);
    if (ui_is_tall(ui))
        rect_cut_top(&room, top_strip(ui, bar));
    rect_cut_bottom(&room, ui_is_tall(ui) ? t->mm : t->margin * 2 / 3);
    return rect_inset_xy(room, t->margin, 0);
}

/* The chips from the right of row; those of the languages in short where they must be. */
static void draw_chips(
    struct ui *ui, const struct model *m, const struct bar *bar, int left, struct rect *row)
{
    struct button chips[LANGUAGE_MAX + 2];
    int n = make_chips(ui, m, bar, true, chips);
    if (left + chips_width(ui, chips, n) > row->w)
        n = make_chips(ui, m, bar, false, chips);
    if (left + chips_width(ui, chips, n) > row->w + ui->theme->gap)
        ui_misfit(ui, "bar");
    for (int i = 0; i < n; i++) {
        ui_button(ui, rect_cut_right(row, ui_chip_width(ui, chips[i].label)), &chips[i]);
        rect_cut_right(row, ui->theme->gap);
    }
}

struct rect ui_page(struct ui *ui, const struct model *m, const struct bar *bar)
{
    const struct theme *t = ui->theme;
    struct rect glass = ui_glass(ui);
    struct rect row = rect_inset_xy(cut_bar(ui, &glass), t->margin, bar_pad(ui));
    bool tall = ui_is_tall(ui);
    struct rect top =
        tall ? rect_inset_xy(rect_cut_top(&glass, top_strip(ui, bar)), t->margin, bar_pad(ui))
             : row;
    int left = !tall || bar->back != NULL ? left_width(ui, bar) + t->gap : 0;

    draw_chips(ui, m, bar, left, &row);
    if (left > 0)
        draw_left(ui, rect_cut_left(&row, left - t->gap), bar);
    else if (bar->steps == NO_STEPS)
        draw_left(ui, rect_cut_left(&top, left_width(ui, bar)), bar);
    if (bar->steps != NO_STEPS)
        draw_steps(ui, tall ? top : row, bar->steps);
    return ui_page_room(ui, bar);
}
