#include "ui/ui.h"

#include "core/plain_text.h"
#include <stddef.h>
#include <string.h>

void ui_begin(struct ui *ui, int width, int height)
{
    ui->draw->width = width;
    ui->draw->height = height;
    ui->draw->ground = ui->theme->desk;
    ui->draw->count = 0;
    *ui->controls = (struct controls){ .swipe_px = ui->theme->swipe };
    ui->misfit = NULL;
}

void ui_end(struct ui *ui)
{
    ui->controls->generation = controls_hash(ui->controls);
}

struct rect ui_glass(const struct ui *ui)
{
    return (struct rect){ 0, 0, ui->draw->width, ui->draw->height };
}

bool ui_is_tall(const struct ui *ui)
{
    return ui->draw->height > ui->draw->width;
}

void ui_misfit(struct ui *ui, const char *id)
{
    if (ui->misfit == NULL)
        ui->misfit = id == NULL ? "(part of a control)" : id;
}

/* Capitals stand in the middle of their line: see the fonts' OS/2 tables for the two ratios. */
static int baseline_in(const struct style *s, int top)
{
    int cap =
        s->font == FONT_TITLE || s->font == FONT_QUOTE ? s->px * 66 / 100 : s->px * 727 / 1000;
    return top + (s->line + cap) / 2;
}

static void say(struct ui *ui, const char *id, struct rect r, const char *text)
{
    if (id != NULL)
        ui_control(ui, (struct control){ .id = id, .label = text, .role = ROLE_TEXT, .rect = r });
}

static void set_lines(struct ui *ui, struct rect r, const struct style *s, enum align align,
    const struct text_lines *lines)
{
    for (int i = 0; i < lines->count; i++) {
        const struct text_line *line = &lines->list[i];
        int spare = r.w - line->width;
        int x = r.x + (align == ALIGN_LEFT ? 0 : align == ALIGN_CENTRE ? spare / 2 : spare);
        int baseline = baseline_in(s, r.y + i * s->line);
        for (int j = 0; j < line->run_count; j++)
            draw_text(ui->draw, x + line->runs[j].x, baseline, line->runs[j].width,
                line->runs[j].font, s->px, s->colour, line->runs[j].text);
    }
}

static int set_text(struct ui *ui, const char *id, struct rect r, const struct style *s,
    enum align align, enum text_flow flow, bool middle, const char *text)
{
    struct text_lines lines = text_break(ui->arena, ui->measure, s, flow, r.w, text);
    int height = lines.count * s->line;
    if (height > r.h || lines.width > r.w)
        ui_misfit(ui, id != NULL ? id : text);
    struct rect place = { r.x, r.y + (middle ? (r.h - height) / 2 : 0), r.w, height };
    set_lines(ui, place, s, align, &lines);
    say(ui, id, place, text);
    return height;
}

int ui_text(struct ui *ui, const char *id, struct rect r, const struct style *s, enum align align,
    const char *text)
{
    return set_text(ui, id, r, s, align, TEXT_PLAIN, false, text);
}

int ui_label(struct ui *ui, const char *id, struct rect r, const struct style *s, enum align align,
    const char *text)
{
    return set_text(ui, id, r, s, align, TEXT_BALANCED, true, text);
}

int ui_text_height(struct ui *ui, const struct style *s, int width, const char *text)
{
    return text_height(ui->arena, ui->measure, s, width, text);
}

int ui_text_width(struct ui *ui, const struct style *s, const char *text)
{
    return text_width(ui->measure, s, text);
}

int ui_word_width(struct ui *ui, const struct style *s, const char *text)
{
    return text_break(ui->arena, ui->measure, s, TEXT_PLAIN, 1, text).width;
}

const struct style *ui_title_style(struct ui *ui, int width, const char *text)
{
    const struct theme *t = ui->theme;
    return ui_text_width(ui, &t->title, text) <= width ? &t->title : &t->heading;
}

const struct style *ui_long_title_style(struct ui *ui, int width, const char *text)
{
    const struct theme *t = ui->theme;
    return ui_word_width(ui, &t->title, text) <= width ? &t->title : &t->heading;
}

bool ui_is_pressed(const struct ui *ui, const char *id)
{
    return ui->pressed != NULL && strcmp(ui->pressed, id) == 0;
}

void ui_control(struct ui *ui, struct control c)
{
    struct controls *all = ui->controls;
    if (all->count == CONTROL_MAX) {
        ui_misfit(ui, c.id);
        return;
    }
    c.label = plain_text(ui->arena, c.label);
    all->list[all->count++] = c;
    if (c.role == ROLE_TEXT || ui->focus == NULL || strcmp(ui->focus, c.id) != 0)
        return;
    /* The ring: four bars around the control, so that what it shows stays as it is. */
    const struct theme *t = ui->theme;
    int d = t->gap / 2, e = t->edge_px * 2;
    struct rect ring = rect_inset(c.rect, c.role == ROLE_GROUND ? t->gap : -d), side = ring;
    draw_fill(ui->draw, rect_cut_top(&side, e), 0, t->focus);
    draw_fill(ui->draw, rect_cut_bottom(&side, e), 0, t->focus);
    draw_fill(ui->draw, rect_cut_left(&side, e), 0, t->focus);
    draw_fill(ui->draw, rect_cut_right(&side, e), 0, t->focus);
}

void ui_card(struct ui *ui, struct rect r, struct colour fill, struct colour edge)
{
    const struct theme *t = ui->theme;
    if (!t->high_contrast)
        draw_shadow(ui->draw, r, t->radius, t->mm * 2, t->shadow);
    draw_edge(ui->draw, r, t->radius, t->high_contrast ? t->edge_px : t->line_px, edge, fill);
}
