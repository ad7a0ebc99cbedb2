/* Screen: the keyboard, for one line of text at a time. */
#include "core/utf8.h"
#include "screens/keys.h"
#include "screens/screen.h"
#include "ui/page.h"

static const char *label_of(const struct model *m)
{
    static const enum phrase_id labels[FIELD_COUNT] = { [FIELD_TITLE] = PHRASE_KEYBOARD_TITLE,
        [FIELD_PLACE] = PHRASE_KEYBOARD_PLACE,
        [FIELD_CODE] = PHRASE_KEYBOARD_CODE,
        [FIELD_KIOSK] = PHRASE_KEYBOARD_KIOSK };
    return model_phrase(m, labels[m->organiser.field.field]);
}

/* The end of the text, where the letters appear: as much of it as fits. */
static const char *tail_of(struct ui *ui, const struct style *s, int width, const char *text)
{
    const char *shown = text;
    int bytes;
    while (text[0] != '\0' && ui_text_width(ui, s, shown) > width) {
        (void)utf8_read(text, &bytes);
        text += bytes;
        shown = arena_printf(ui->arena, "…%s", text);
    }
    return shown;
}

static void draw_field(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *text = m->organiser.field.text;
    draw_edge(ui->draw, r, t->radius / 2, t->edge_px, t->ink, t->paper);
    struct rect inner = rect_inset_xy(r, t->pad, 0);
    inner = rect_centre(inner, inner.w, t->small.line + t->text.line);
    ui_text(ui, "keyboard.label", rect_cut_top(&inner, t->small.line), &t->small, ALIGN_LEFT,
        label_of(m));

    int caret = t->edge_px * 3 / 2;
    const char *shown = tail_of(ui, &t->text, inner.w - caret - t->mm, text);
    int width = ui_text_width(ui, &t->text, shown);
    ui_text(ui, NULL, inner, &t->text, ALIGN_LEFT, shown);
    draw_fill(ui->draw,
        (struct rect){
            inner.x + width + caret, inner.y + t->text.line / 8, caret, t->text.line * 3 / 4 },
        0, t->ink);
    ui_control(ui,
        (struct control){ .id = "keyboard.text", .label = text, .role = ROLE_TEXT, .rect = inner });
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = { MSG_GO, (int)m->organiser.field.back },
            .steps = NO_STEPS });
    int lines = t->small.line + t->text.line, least = keys_least(ui, r.w);
    int spare = (r.h - least - t->gap - lines) / 2;
    int pad = spare < t->mm * 2 ? spare : t->mm * 2;
    if (pad < t->mm / 2)
        ui_misfit(ui, "keyboard");
    struct rect keys = r;
    rect_cut_top(&keys, lines + 2 * pad + t->gap);
    keys = rect_cut_bottom(&keys, keys_height(ui, keys));
    r.h = keys.y - t->gap - r.y;
    draw_field(ui, m, rect_cut_bottom(&r, lines + 2 * pad));
    keys_draw(ui, m, keys);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct text_field *f = &m->organiser.field;
    switch (msg->kind) {
    case MSG_KEY:
        (void)text_field_insert(f, (uint32_t)msg->number); /* what does not fit is not typed */
        if (f->layer == KEYS_ACCENTS)
            f->layer = KEYS_LETTERS;
        break;
    case MSG_KEY_SHIFT:
        f->shift = !f->shift;
        break;
    case MSG_KEY_ERASE:
        text_field_erase(f);
        break;
    case MSG_KEY_LAYER:
        f->layer = (enum key_layer)msg->number;
        break;
    case MSG_KEY_DONE:
        text_field_done(m, fx);
        break;
    case MSG_GO:
        organiser_back(m, msg->screen, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_keyboard = { .on_msg = on_msg, .view = view };
