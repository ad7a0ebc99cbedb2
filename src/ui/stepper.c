#include "ui/stepper.h"

#include "ui/button.h"

/* Label and value with their room; the buttons take a target each. */
struct parts {
    struct rect label, less, value, more;
};

static int button_width(const struct ui *ui)
{
    return ui->theme->mm * 16;
}

/* The same for steppers of one width, so that their buttons stand below each other. */
static int value_width(const struct ui *ui, int width)
{
    int most = ui->theme->mm * 45, share = width * 32 / 100;
    return share < most ? share : most;
}

static bool label_is_beside(struct ui *ui, const struct stepper *s, int width)
{
    const struct theme *t = ui->theme;
    int value = value_width(ui, width), rest = width - 2 * button_width(ui) - value - 3 * t->gap;
    return rest >= ui_text_width(ui, &t->text, s->label) &&
           value >= ui_text_width(ui, &t->text_strong, s->value);
}

static int label_height(struct ui *ui, const struct stepper *s, int width)
{
    return ui_text_height(ui, &ui->theme->text, width, s->label) + ui->theme->mm;
}

static int value_height(struct ui *ui, const struct stepper *s, int width)
{
    int room = width - 2 * button_width(ui) - 2 * ui->theme->gap;
    int height = ui_text_height(ui, &ui->theme->text_strong, room, s->value);
    return height > ui->theme->target ? height : ui->theme->target;
}

int ui_stepper_height(struct ui *ui, const struct stepper *s, int width)
{
    if (label_is_beside(ui, s, width))
        return ui->theme->target;
    return label_height(ui, s, width) + value_height(ui, s, width);
}

static struct parts cut(struct ui *ui, const struct stepper *s, struct rect r)
{
    const struct theme *t = ui->theme;
    struct parts p = { 0 };
    if (label_is_beside(ui, s, r.w)) {
        int value = value_width(ui, r.w);
        p.more = rect_cut_right(&r, button_width(ui));
        rect_cut_right(&r, t->gap);
        p.value = rect_cut_right(&r, value);
        rect_cut_right(&r, t->gap);
        p.less = rect_cut_right(&r, button_width(ui));
        p.label = r;
        return p;
    }
    p.label = rect_cut_top(&r, label_height(ui, s, r.w));
    rect_cut_bottom(&p.label, t->mm);
    p.less = rect_cut_left(&r, button_width(ui));
    p.more = rect_cut_right(&r, button_width(ui));
    p.value = rect_inset_xy(r, t->gap, 0);
    return p;
}

void ui_stepper(struct ui *ui, struct rect r, const struct stepper *s)
{
    const struct theme *t = ui->theme;
    struct parts p = cut(ui, s, r);
    ui_label(ui, NULL, p.label, &t->text, ALIGN_LEFT, s->label);
    ui_label(ui, s->id, p.value, &t->text_strong, ALIGN_CENTRE, s->value);
    ui_button(ui, rect_centre(p.less, p.less.w, t->target),
        &(struct button){ .id = arena_printf(ui->arena, "%s.less", s->id),
            .label = "−",
            .send = s->less,
            .kind = BUTTON_OTHER,
            .disabled = s->at_least,
            .quick = true });
    ui_button(ui, rect_centre(p.more, p.more.w, t->target),
        &(struct button){ .id = arena_printf(ui->arena, "%s.more", s->id),
            .label = "+",
            .send = s->more,
            .kind = BUTTON_OTHER,
            .disabled = s->at_most,
            .quick = true });
}
