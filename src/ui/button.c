#include "ui/button.h"

static int label_pad(const struct ui *ui)
{
    return ui->theme->mm * 2;
}

static const struct style *label_style(const struct ui *ui, const struct button *b)
{
    return b->kind == BUTTON_CHIP || b->steady ? &ui->theme->chip_text : &ui->theme->button;
}

static int icon_side(const struct style *s)
{
    return s->px * 5 / 4;
}

static int icon_room(const struct style *s, const struct button *b)
{
    return b->has_icon ? icon_side(s) + s->px / 2 : 0;
}

static struct colour blend(struct colour a, struct colour b, int percent)
{
    return (struct colour){ (uint8_t)((a.r * (100 - percent) + b.r * percent) / 100),
        (uint8_t)((a.g * (100 - percent) + b.g * percent) / 100),
        (uint8_t)((a.b * (100 - percent) + b.b * percent) / 100) };
}

static void draw_face(struct ui *ui, struct rect r, const struct button *b, struct style *s)
{
    const struct theme *t = ui->theme;
    bool filled = b->kind == BUTTON_MAIN || b->chosen;
    int radius = b->kind == BUTTON_CHIP ? r.h / 2 : t->radius;
    struct colour fill = filled ? t->ink : b->kind == BUTTON_CHIP ? t->chip : t->desk;
    struct colour edge = filled ? t->ink : t->edge;

    if (b->disabled) {
        fill = t->desk;
        edge = blend(t->desk, t->edge, 45);
    } else if (!b->secret && ui_is_pressed(ui, b->id)) { /* a mirrored glass tells no digits */
        fill = blend(fill, filled ? t->desk : t->ink, 22);
    }
    draw_edge(ui->draw, r, radius, t->edge_px, edge, fill);
    s->colour = b->disabled ? blend(t->desk, t->soft, 62) : filled ? t->on_ink : t->ink;
}

void ui_button(struct ui *ui, struct rect r, const struct button *b)
{
    struct style s = *label_style(ui, b);
    draw_face(ui, r, b, &s);

    struct rect inner = rect_inset_xy(r, label_pad(ui), ui->theme->edge_px);
    if (b->has_icon) {
        int width = ui_text_width(ui, &s, b->label), room = icon_room(&s, b);
        bool one_line = room + width <= inner.w;
        struct rect line = one_line ? rect_centre(inner, room + width, inner.h) : inner;
        struct rect icon =
            rect_centre(rect_cut_left(&line, icon_side(&s)), icon_side(&s), icon_side(&s));
        draw_icon(ui->draw, icon, b->icon, s.colour);
        rect_cut_left(&line, room - icon_side(&s));
        ui_label(ui, NULL, line, &s, ALIGN_LEFT, b->label);
    } else {
        ui_label(ui, NULL, inner, &s, ALIGN_CENTRE, b->label);
    }
    ui_control(ui, (struct control){ .id = b->id,
                       .label = b->label,
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = b->send,
                       .disabled = b->disabled,
                       .chosen = b->chosen,
                       .quick = b->quick,
                       .secret = b->secret });
}

int ui_chip_width(struct ui *ui, const char *label, bool tight)
{
    const struct theme *t = ui->theme;
    int pad = tight ? label_pad(ui) + t->edge_px / 2 : label_pad(ui) * 2;
    int width = ui_text_width(ui, &t->chip_text, label) + 2 * pad;
    return width > t->target ? width : t->target;
}

static int label_height(struct ui *ui, const struct button *b, int w)
{
    const struct style *s = label_style(ui, b);
    return ui_text_height(ui, s, w - 2 * label_pad(ui) - icon_room(s, b), b->label);
}

static int row_height(struct ui *ui, const struct button *list, int n, int width)
{
    int height = ui->theme->target;
    for (int i = 0; i < n; i++) {
        int need = label_height(ui, &list[i], width) + 2 * ui->theme->mm;
        if (need > height)
            height = need;
    }
    return height;
}

static int half_of(const struct ui *ui, int width)
{
    return (width - ui->theme->gap) / 2;
}

static int stacked_height(struct ui *ui, const struct button *list, int n, int width)
{
    return n * row_height(ui, list, n, width) + (n - 1) * ui->theme->gap;
}

static bool labels_fit(struct ui *ui, const struct button *list, int n, int width, bool one_line)
{
    for (int i = 0; i < n; i++) {
        const struct style *s = label_style(ui, &list[i]);
        int need =
            one_line ? ui_text_width(ui, s, list[i].label) : ui_word_width(ui, s, list[i].label);
        if (need > width - 2 * label_pad(ui))
            return false;
    }
    return true;
}

static int paired_rows(int n)
{
    return 1 + n / 2;
}

static int paired_height(struct ui *ui, const struct button *list, int n, int width)
{
    int rows = paired_rows(n), one = row_height(ui, list, 1, width);
    int two = row_height(ui, list + 1, n - 1, half_of(ui, width));
    return rows * (one > two ? one : two) + (rows - 1) * ui->theme->gap;
}

static bool are_paired(struct ui *ui, const struct button *list, int n, int width, int room)
{
    int half = half_of(ui, width);
    if (n < 3 || !labels_fit(ui, list + 1, n - 1, half, false))
        return false;
    return labels_fit(ui, list + 1, n - 1, half, true) || stacked_height(ui, list, n, width) > room;
}

int ui_buttons_height(struct ui *ui, const struct button *list, int n, int width, int room)
{
    return are_paired(ui, list, n, width, room) ? paired_height(ui, list, n, width)
                                                : stacked_height(ui, list, n, width);
}

void ui_buttons(struct ui *ui, struct rect r, const struct button *list, int n, int room)
{
    bool paired = are_paired(ui, list, n, r.w, room);
    int gap = ui->theme->gap, rows = paired ? paired_rows(n) : n;
    if (ui_buttons_height(ui, list, n, r.w, room) > r.h)
        ui_misfit(ui, list[0].id);
    for (int i = 0; i < n; i++) {
        struct rect row = rect_row(r, rows, gap, paired ? (i + 1) / 2 : i);
        bool alone = !paired || i == 0 || (i + 1 == n && i % 2 == 1);
        ui_button(ui, alone ? row : rect_column(row, 2, gap, (i + 1) % 2), &list[i]);
    }
}

/* The most columns, up to cols, that every word of a label fits in. */
static int grid_columns(struct ui *ui, const struct button *list, int n, int cols, int width)
{
    while (
        cols > 1 && !labels_fit(ui, list, n, (width - (cols - 1) * ui->theme->gap) / cols, false))
        cols--;
    return cols;
}

int ui_button_grid_height(struct ui *ui, const struct button *list, int n, int cols, int width)
{
    int gap = ui->theme->gap;
    cols = grid_columns(ui, list, n, cols, width);
    int rows = (n + cols - 1) / cols;
    return rows * row_height(ui, list, n, (width - (cols - 1) * gap) / cols) + (rows - 1) * gap;
}

void ui_button_grid(struct ui *ui, struct rect r, const struct button *list, int n, int cols)
{
    int gap = ui->theme->gap;
    if (ui_button_grid_height(ui, list, n, cols, r.w) > r.h)
        ui_misfit(ui, list[0].id);
    cols = grid_columns(ui, list, n, cols, r.w);
    for (int i = 0; i < n; i++)
        ui_button(ui,
            rect_column(rect_row(r, (n + cols - 1) / cols, gap, i / cols), cols, gap, i % cols),
            &list[i]);
}
