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

static int chips_width(struct ui *ui, const struct button *chips, int n, bool tight)
{
    int width = 0;
    for (int i = 0; i < n; i++)
        width += ui_chip_width(ui, chips[i].label, tight) + ui->theme->gap;
    return width;
}

static struct style wordmark_style(const struct ui *ui)
{
    struct style s = ui->theme->title;
    s.px = ui->theme->chip_text.px * 14 / 10;
    s.line = s.px * 11 / 10;
    return s;
}

static int left_width(struct ui *ui, const struct bar *bar, bool tight)
{
    struct style s = wordmark_style(ui);
    if (bar->back != NULL)
        return ui_chip_width(ui, bar->back, tight);
    int width = ui_text_width(ui, &s, "Goed Werk") + ui->theme->mm;
    return width > ui->theme->target ? width : ui->theme->target;
}

static void draw_left(struct ui *ui, struct rect r, const struct bar *bar)
{
    if (bar->back != NULL) {
        ui_button(ui, r,
            &(struct button){ .id = bar->back_id != NULL ? bar->back_id : "nav.back",
                .label = bar->back,
                .send = bar->go_back,
                .kind = BUTTON_CHIP });
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

/* --- practice --- */

/* Visitors' screens say so; the organiser knows. */
static bool is_practice(const struct model *m)
{
    return m->machine.practice && !screen_is_organisers(m->screen);
}

/* The least that it needs beside the chips: two even lines. */
static int practice_width(struct ui *ui, const struct model *m)
{
    if (!is_practice(m))
        return 0;
    return ui_text_width(ui, &ui->theme->chip_text, model_phrase(m, PHRASE_PRACTICE_BANNER)) * 6 /
               10 +
           2 * ui->theme->gap;
}

static void draw_practice(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *text = model_phrase(m, PHRASE_PRACTICE_BANNER);
    int pad = t->gap, wide = ui_text_width(ui, &t->chip_text, text) + 2 * pad;
    int width = wide < r.w ? wide : r.w;
    int high = ui_text_height(ui, &t->chip_text, width - pad, text) + t->mm;
    r = rect_centre(r, width, high < r.h ? high : r.h);
    draw_edge(ui->draw, r, t->radius, t->edge_px, t->alert, t->sun);
    ui_label(ui, "practice", rect_inset_xy(r, pad / 2, 0), &t->chip_text, ALIGN_CENTRE, text);
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
    if (!ui_is_tall(ui) && room.h > t->page_most)
        room = rect_centre(room, room.w, t->page_most);
    return rect_inset_xy(room, t->margin, 0);
}

/* What the bar holds, in the roomiest form that fits. */
struct contents {
    struct button chips[LANGUAGE_MAX + 2];
    int count, left; /* left: width of Back or the wordmark; 0: neither is in the bar */
    bool tight;
};

static struct contents contents_of(
    struct ui *ui, const struct model *m, const struct bar *bar, int width)
{
    static const struct {
        bool in_full, tight;
    } forms[] = { { true, false }, { true, true }, { false, false }, { false, true } };
    bool left = !ui_is_tall(ui) || bar->back != NULL;
    struct contents c = { 0 };

    for (size_t i = 0; i < COUNT_OF(forms); i++) {
        c.tight = forms[i].tight;
        c.count = make_chips(ui, m, bar, forms[i].in_full, c.chips);
        c.left = left ? left_width(ui, bar, c.tight) : 0;
        int gap = left ? 0 : ui->theme->gap; /* the last chip has nothing beside it */
        int practice = ui_is_tall(ui) ? 0 : practice_width(ui, m);
        if (c.left + chips_width(ui, c.chips, c.count, c.tight) - gap + practice <= width)
            return c;
    }
    ui_misfit(ui, "bar");
    return c;
}

struct rect ui_page(struct ui *ui, const struct model *m, const struct bar *bar)
{
    const struct theme *t = ui->theme;
    bool tall = ui_is_tall(ui);
    struct rect glass = ui_glass(ui);
    struct rect row = rect_inset_xy(cut_bar(ui, &glass), t->margin, bar_pad(ui)), top = row;
    struct contents c = contents_of(ui, m, bar, row.w);

    for (int i = 0; i < c.count; i++) {
        ui_button(
            ui, rect_cut_right(&row, ui_chip_width(ui, c.chips[i].label, c.tight)), &c.chips[i]);
        rect_cut_right(&row, t->gap);
    }
    struct rect free = row; /* what is left for the steps */
    if (tall) {
        free = rect_inset_xy(rect_cut_top(&glass, top_strip(ui, bar)), t->margin, 0);
        top = rect_inset_xy(free, 0, bar_pad(ui));
    }
    if (c.left > 0) {
        draw_left(ui, rect_cut_left(&row, c.left), bar);
        if (!tall)
            rect_cut_left(&free, c.left + t->gap);
    } else if (bar->steps == NO_STEPS) {
        struct rect mark = rect_cut_left(&top, left_width(ui, bar, false));
        draw_left(ui, mark, bar);
        rect_cut_left(&free, mark.w + t->gap);
    }
    if (is_practice(m))
        draw_practice(ui, m, free);
    else if (bar->steps != NO_STEPS)
        draw_steps(ui, tall ? top : row, bar->steps);
    return ui_page_room(ui, bar);
}

void ui_practice(struct ui *ui, const struct model *m)
{
    struct rect glass = ui_glass(ui), strip = rect_cut_top(&glass, bar_height(ui));
    if (is_practice(m))
        draw_practice(ui, m, rect_inset_xy(strip, ui->theme->margin, bar_pad(ui)));
}
