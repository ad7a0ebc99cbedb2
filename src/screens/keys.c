#include "screens/keys.h"

#include "core/utf8.h"
#include <string.h>

enum { ROWS_MOST = 8, LAYERS = KEYS_ACCENTS + 1 };

/* In a row of keys each letter is one. These stand for what is no letter; the figure behind one is
 * how many places wide that key is. */
enum {
    SHIFT = '^',
    ERASE = '<',
    SPACE = '~',
    DONE = '>',
    LETTERS = '[',
    DIGITS = '|',
    ACCENTS = ']',
};
static const char no_letters[] = { SHIFT, ERASE, SPACE, DONE, LETTERS, DIGITS, ACCENTS };

struct layout {
    int columns, rows;
    const char *keys[LAYERS][ROWS_MOST];
};

static const struct layout whole = { 10, 5,
    {
        [KEYS_LETTERS] = { "1234567890", "qwertyuiop", "asdfghjkl'", "^1zxcvbnm-<1", "]1,.:~4>2" },
        [KEYS_ACCENTS] = { "ëéèêïíîöóô", "üúûäáàâçñø", "åæœß&+/()=", "^1!?;\"@#%€<1", "[1,.:~4>2" },
    } };

static const struct layout low = { 10, 4,
    {
        [KEYS_LETTERS] = { "qwertyuiop", "asdfghjkl'", "^1zxcvbnm-<1", "|1]1,.~4>2" },
        [KEYS_DIGITS] = { "1234567890", "&+/()@#%€\"", "^1!?:;_=*-<1", "[1]1,.~4>2" },
        [KEYS_ACCENTS] = { "ëéèêïíîöóô", "üúûäáàâçñø", "^1åæœß’…!?<1", "[1|1,.~4>2" },
    } };

static const struct layout narrow = { 5, 8,
    {
        [KEYS_LETTERS] = { "abcde", "fghij", "klmno", "pqrst", "uvwxy", "z'-,.", "^1|1]1<2",
            "~3>2" },
        [KEYS_DIGITS] = { "12345", "67890", "&+/()", "@#%€\"", "!?:;_", "='-,.", "^1[1]1<2",
            "~3>2" },
        [KEYS_ACCENTS] = { "ëéèêï", "íîöóô", "üúûäá", "àâçñø", "åæœß’", "…'-,.", "^1|1[1<2",
            "~3>2" },
    } };

static int side(const struct ui *ui, int keys, int key)
{
    return keys * key + (keys - 1) * ui->theme->key_gap;
}

static const struct layout *layout_of(const struct ui *ui, int width, int height)
{
    const struct layout *l = side(ui, low.columns, ui->theme->target) > width    ? &narrow
                             : side(ui, whole.rows, ui->theme->target) <= height ? &whole
                                                                                 : &low;
    return l;
}

int keys_least(const struct ui *ui, int width)
{
    return side(ui, layout_of(ui, width, 0)->rows, ui->theme->target);
}

int keys_height(const struct ui *ui, struct rect r)
{
    int most = side(ui, layout_of(ui, r.w, r.h)->rows, ui->theme->answer);
    return most < r.h ? most : r.h;
}

/* --- one key --- */

struct key {
    const char *id, *label;
    struct action send;
    bool special, main, chosen;
};

static struct key layer_key(enum key_layer layer)
{
    static const struct key keys[LAYERS] = {
        [KEYS_LETTERS] = { .id = "keyboard.letters", .label = "abc" },
        [KEYS_DIGITS] = { .id = "keyboard.digits", .label = "123" },
        [KEYS_ACCENTS] = { .id = "keyboard.accents", .label = "éëï" },
    };
    struct key k = keys[layer];
    k.send = (struct action){ MSG_KEY_LAYER, (int)layer };
    k.special = true;
    return k;
}

static struct key special_key(const struct model *m, char what)
{
    switch (what) {
    case SHIFT:
        return (struct key){ .id = "keyboard.shift",
            .label = "⇧",
            .send = { MSG_KEY_SHIFT, 0 },
            .special = true,
            .chosen = m->organiser.field.shift };
    case ERASE:
        return (struct key){
            .id = "keyboard.erase", .label = "⌫", .send = { MSG_KEY_ERASE, 0 }, .special = true
        };
    case SPACE:
        return (struct key){ .id = "keyboard.space",
            .label = model_phrase(m, PHRASE_KEYBOARD_SPACE),
            .send = { MSG_KEY, ' ' },
            .special = true };
    case DONE:
        return (struct key){ .id = "keyboard.done",
            .label = model_phrase(m, PHRASE_KEYBOARD_DONE),
            .send = { MSG_KEY_DONE, 0 },
            .main = true };
    default:
        return layer_key(what == LETTERS  ? KEYS_LETTERS
                         : what == DIGITS ? KEYS_DIGITS
                                          : KEYS_ACCENTS);
    }
}

/* Capitals are shown where they will be typed, but what a key sends stays the same: then its place
 * does too, for a finger that is on its way down. */
static struct key letter_key(struct ui *ui, const struct model *m, uint32_t letter)
{
    char small[UTF8_MAX + 1] = { 0 }, shown[UTF8_MAX + 1] = { 0 };
    (void)utf8_write(letter, small);
    (void)utf8_write(m->organiser.field.shift ? text_field_capital(letter) : letter, shown);
    return (struct key){ .id = arena_printf(ui->arena, "keyboard.%s", small),
        .label = arena_strdup(ui->arena, shown),
        .send = { MSG_KEY, (int)letter } };
}

static void draw_key(struct ui *ui, struct rect r, const struct key *k)
{
    const struct theme *t = ui->theme;
    bool filled = k->main || k->chosen, quiet = k->special || ui_is_pressed(ui, k->id);
    struct style s = k->main ? t->button : k->special ? t->chip_text : t->text_strong;
    s.colour = filled ? t->on_ink : t->ink;
    draw_edge(ui->draw, r, t->radius / 2, t->edge_px, filled ? t->ink : t->edge,
        filled  ? t->ink
        : quiet ? t->well
                : t->paper);
    ui_label(ui, NULL, rect_inset_xy(r, t->edge_px * 2, 0), &s, ALIGN_CENTRE, k->label);
    ui_control(ui, (struct control){ .id = k->id,
                       .label = k->label,
                       .role = ROLE_BUTTON,
                       .rect = r,
                       .send = k->send,
                       .chosen = k->chosen,
                       .quick = !k->main });
}

/* --- all of them --- */

static void draw_row(
    struct ui *ui, const struct model *m, struct rect r, const char *keys, int columns)
{
    int gap = ui->theme->key_gap;
    for (int at = 0; *keys != '\0';) {
        bool is_letter = memchr(no_letters, *keys, sizeof no_letters) == NULL;
        int places = is_letter ? 1 : keys[1] - '0', bytes = 2;
        struct key k =
            is_letter ? letter_key(ui, m, utf8_read(keys, &bytes)) : special_key(m, *keys);
        keys += bytes;
        draw_key(ui,
            rect_union(
                rect_column(r, columns, gap, at), rect_column(r, columns, gap, at + places - 1)),
            &k);
        at += places;
    }
}

void keys_draw(struct ui *ui, const struct model *m, struct rect r)
{
    const struct layout *l = layout_of(ui, r.w, r.h);
    enum key_layer layer = m->organiser.field.layer;
    if (l->keys[layer][0] == NULL)
        layer = KEYS_LETTERS;
    for (int i = 0; i < l->rows; i++)
        draw_row(ui, m, rect_row(r, l->rows, ui->theme->key_gap, i), l->keys[layer][i], l->columns);
}
