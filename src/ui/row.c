#include "ui/row.h"

/* The parts of a row, cut from its inside. */
struct cut {
    struct rect dot, text, button;
    int text_height;
    bool below; /* the button stands below the text */
};

static int pad_y(const struct ui *ui)
{
    return ui->theme->mm * 2;
}

static int button_width(struct ui *ui, const struct row *row)
{
    return ui_text_width(ui, &ui->theme->button, row->button.label) + 2 * ui->theme->pad;
}

static int words_height(struct ui *ui, const struct row *row, int width)
{
    const struct theme *t = ui->theme;
    int height = ui_text_height(ui, &t->text_strong, width, row->title);
    if (row->line != NULL && row->line[0] != '\0')
        height += ui_text_height(ui, &t->small, width, row->line);
    return height;
}

/* Beside the text the button stands where that makes the row no higher, and no word is broken. */
static bool stands_below(struct ui *ui, const struct row *row, struct rect inner, int width)
{
    const struct theme *t = ui->theme;
    int beside = inner.w - width - t->gap;
    return beside < ui_word_width(ui, &t->text_strong, row->title) ||
           words_height(ui, row, beside) > words_height(ui, row, inner.w) + t->gap + t->target / 2;
}

static struct cut cut_row(struct ui *ui, const struct row *row, struct rect r)
{
    const struct theme *t = ui->theme;
    struct cut c = { .text = rect_inset_xy(r, t->pad, pad_y(ui)) };
    if (row->has_dot)
        c.dot = rect_cut_left(&c.text, t->mm * 6);
    if (row->button.id != NULL) {
        int width = button_width(ui, row);
        c.below = stands_below(ui, row, c.text, width);
        if (!c.below) {
            c.button = rect_cut_right(&c.text, width);
            rect_cut_right(&c.text, t->gap);
        }
    }
    if (row->send.kind != MSG_NONE)
        rect_cut_right(&c.text, t->mm * 5); /* for the sign that it leads on */
    c.text_height = words_height(ui, row, c.text.w);
    return c;
}

int ui_row_height(struct ui *ui, const struct row *row, int width)
{
    const struct theme *t = ui->theme;
    struct cut c = cut_row(ui, row, (struct rect){ 0, 0, width, INT16_MAX });
    int height = c.text_height;
    if (c.below)
        height += t->gap + t->target;
    else if (row->button.id != NULL && height < t->target)
        height = t->target;
    height += 2 * pad_y(ui);
    return row->send.kind != MSG_NONE && height < t->target ? t->target : height;
}

static void draw_text_part(struct ui *ui, struct rect r, const struct row *row)
{
    const struct theme *t = ui->theme;
    bool control = row->send.kind != MSG_NONE; /* then its label says it all */
    struct style title = t->text_strong, line = t->small;
    if (row->chosen)
        title.colour = line.colour = t->on_ink;
    else if (row->disabled)
        title.colour = line.colour = t->soft;
    rect_cut_top(&r, ui_text(ui, control ? NULL : row->id, r, &title, ALIGN_LEFT, row->title));
    if (row->line != NULL && row->line[0] != '\0')
        ui_text(ui, control ? NULL : arena_printf(ui->arena, "%s.line", row->id), r, &line,
            ALIGN_LEFT, row->line);
}

/* Title and line in one: what the row tells whoever cannot see it. */
static const char *says(struct ui *ui, const struct row *row)
{
    bool both = row->line != NULL && row->line[0] != '\0';
    return both ? arena_printf(ui->arena, "%s: %s", row->title, row->line) : row->title;
}

void ui_row(struct ui *ui, struct rect r, const struct row *row)
{
    const struct theme *t = ui->theme;
    struct cut c = cut_row(ui, row, r);

    if (row->chosen)
        draw_fill(ui->draw, r, t->radius, t->ink);
    else
        ui_card(ui, r, ui_is_pressed(ui, row->id) ? t->well : t->paper, t->paper_edge);
    if (c.below) {
        c.button = rect_cut_bottom(&c.text, t->target);
        rect_cut_bottom(&c.text, t->gap);
    }
    if (row->has_dot)
        draw_fill(ui->draw,
            rect_centre(
                (struct rect){ c.dot.x, c.text.y, t->mm * 4, c.text.h }, t->mm * 4, t->mm * 4),
            t->mm * 2, row->dot);
    struct rect middle = rect_centre(c.text, c.text.w, c.text_height);
    draw_text_part(ui, middle, row);
    if (row->send.kind != MSG_NONE) {
        struct style more = t->text_strong;
        more.colour = row->chosen ? t->on_ink : t->soft;
        struct rect sign = { c.text.x + c.text.w, r.y, t->mm * 5, r.h };
        if (!row->stays)
            ui_label(ui, NULL, sign, &more, ALIGN_RIGHT, "›");
        ui_control(ui, (struct control){ .id = row->id,
                           .label = says(ui, row),
                           .role = ROLE_BUTTON,
                           .rect = r,
                           .send = row->send,
                           .disabled = row->disabled,
                           .chosen = row->chosen });
    }
    if (row->button.id != NULL)
        ui_button(ui, rect_centre(c.button, c.button.w, t->target), &row->button);
}
