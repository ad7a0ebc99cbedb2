#include "documents/box_to_door_pdf.h"

#include "documents/leaf.h"

#define BOX_MM 4.2
#define BOX_DOWN_MM 0.6
#define SCALE_MM 0.42 /* of a centimetre in the drawing */
#define INDENT_MM 8.5

static const struct typeset_style style_heading = { FACE_STRONG, 10.5, 15 };
static const struct typeset_style style_step = { FACE_TEXT, 10, 14 };

enum { LEVEL_LOW = 38, LEVEL_TABLE = 75, LEVEL_HIGH = 122 }; /* centimetres above the floor */

struct step {
    enum phrase_id heading, line;
};

static const struct step before[] = {
    { PHRASE_BOX_PACK, PHRASE_BOX_PACK_LINE },
    { PHRASE_BOX_PLACE, PHRASE_BOX_PLACE_LINE },
    { PHRASE_BOX_HEIGHT, PHRASE_BOX_HEIGHT_LINE },
    { PHRASE_BOX_CABLES, PHRASE_BOX_CABLES_LINE },
    { PHRASE_BOX_PAPER, PHRASE_BOX_PAPER_LINE },
    { PHRASE_BOX_SETUP, PHRASE_BOX_SETUP_LINE },
    { PHRASE_BOX_STICK, PHRASE_BOX_STICK_LINE },
    { PHRASE_BOX_PRACTICE, PHRASE_BOX_PRACTICE_LINE },
};
static const struct step after[] = {
    { PHRASE_BOX_FINISH, PHRASE_BOX_FINISH_LINE },
    { PHRASE_BOX_UNPLUG, PHRASE_BOX_UNPLUG_LINE },
};
static const struct step trouble[] = {
    { PHRASE_BOX_POWER, PHRASE_BOX_POWER_LINE },
    { PHRASE_BOX_PRINTER, PHRASE_BOX_PRINTER_LINE },
    { PHRASE_BOX_PIN, PHRASE_BOX_PIN_LINE },
};

struct list {
    const struct language *language;
    struct arena *arena;
    const struct step *steps;
    size_t count;
    bool boxes;
};

/* What stands on the glass is called by the same phrase here. */
static const char *line_of(const struct list *p, enum phrase_id id)
{
    const struct language *l = p->language;
    return phrase_fill(p->arena, phrase(l, id), "title", phrase(l, PHRASE_ATTRACT_TITLE), "pair",
        phrase(l, PHRASE_ORG_PAIR), "done", phrase(l, PHRASE_ORG_STICK_DONE_LINE), "practice",
        phrase(l, PHRASE_ORG_PRACTICE), "start", phrase(l, PHRASE_ORG_START), "finish",
        phrase(l, PHRASE_ORG_FINISH), NULL);
}

struct listed {
    const struct list *list;
    const struct step *step;
};

static void put_step(struct leaf *l, const void *what)
{
    const struct listed *listed = what;
    const struct list *p = listed->list;
    const struct step *step = listed->step;
    double indent = p->boxes ? INDENT_MM : 0;
    if (p->boxes)
        leaf_box(l, BOX_MM, BOX_DOWN_MM);
    leaf_indent(l, indent);
    leaf_display(l, style_heading, phrase(p->language, step->heading));
    leaf_display(l, style_step, line_of(p, step->line));
    leaf_indent(l, -indent);
    leaf_gap(l, 3);
}

static void put_list(struct leaf *l, const void *what)
{
    const struct list *p = what;
    for (size_t i = 0; i < p->count; i++)
        leaf_keep(l, put_step, &(struct listed){ p, &p->steps[i] });
}

static void put_before(struct leaf *l, const void *what)
{
    const struct list *p = what;
    leaf_display(l, leaf_title, phrase(p->language, PHRASE_BOX_TITLE));
    leaf_gap(l, 1);
    leaf_put(l, leaf_text, phrase(p->language, PHRASE_BOX_LINE));
    leaf_gap(l, 5);
    put_list(l, p);
}

static void put_after(struct leaf *l, const void *what)
{
    const struct list *p = what;
    leaf_display(l, leaf_title, phrase(p->language, PHRASE_BOX_END));
    leaf_gap(l, 3);
    put_list(l, p);
}

static void put_trouble(struct leaf *l, const void *what)
{
    const struct list *p = what;
    leaf_gap(l, 4);
    leaf_display(l, leaf_title, phrase(p->language, PHRASE_BOX_TROUBLE));
    leaf_gap(l, 3);
    put_list(l, p);
}

/* --- the drawing of the heights: a screen on a table, and what hands can reach --- */

struct heights {
    cairo_t *canvas;
    double left, width, floor; /* points */
};

static double level(const struct heights *h, double cm)
{
    return h->floor - cm * SCALE_MM * TYPESET_PT_PER_MM;
}

static void draw_frame(const struct heights *h, double from, double to, double low, double high)
{
    cairo_rectangle(h->canvas, h->left + from * h->width, level(h, high), (to - from) * h->width,
        level(h, low) - level(h, high));
    cairo_stroke(h->canvas);
}

static void draw_level(const struct heights *h, double cm)
{
    const double dash = 2;
    cairo_set_dash(h->canvas, &dash, 1, 0);
    ink_rule(h->canvas, h->left, level(h, cm), h->width, 0.5);
    cairo_set_dash(h->canvas, NULL, 0, 0);
}

static void put_heights(struct leaf *l, const void *what)
{
    static const int levels[] = { LEVEL_HIGH, LEVEL_TABLE, LEVEL_LOW };
    const struct list *p = what;
    leaf_gap(l, 3);
    leaf_display(l, style_heading, phrase(p->language, PHRASE_BOX_HEIGHT));
    leaf_gap(l, 5);
    const double top = l->y;
    struct heights h = { l->canvas, l->x + 18 * TYPESET_PT_PER_MM,
        l->width - 18 * TYPESET_PT_PER_MM, l->y + LEVEL_HIGH * SCALE_MM * TYPESET_PT_PER_MM };
    for (size_t i = 0; i < COUNT_OF(levels); i++) {
        l->y = level(&h, levels[i]) - leaf_small.leading_pt / 2;
        leaf_put(l, leaf_small, arena_printf(p->arena, "%d cm", levels[i]));
    }
    leaf_indent(l, 88);
    l->y = level(&h, (LEVEL_LOW + LEVEL_HIGH) / 2.0) - leaf_small.leading_pt / 2;
    leaf_put(l, leaf_small, phrase(p->language, PHRASE_BOX_REACH));
    leaf_indent(l, -88);
    l->y = top;
    if (l->canvas != NULL) {
        draw_level(&h, LEVEL_HIGH);
        draw_level(&h, LEVEL_LOW);
        ink_rule(h.canvas, h.left, h.floor, h.width, 1.2);
        cairo_set_line_width(h.canvas, 1);
        draw_frame(&h, 0.08, 0.6, LEVEL_TABLE - 3, LEVEL_TABLE); /* the table and its legs */
        draw_frame(&h, 0.1, 0.12, 0, LEVEL_TABLE - 3);
        draw_frame(&h, 0.56, 0.58, 0, LEVEL_TABLE - 3);
        draw_frame(&h, 0.15, 0.36, LEVEL_TABLE, 112); /* the screen */
        draw_frame(&h, 0.42, 0.56, LEVEL_TABLE, 88); /* the printer */
        draw_frame(&h, 0.645, 0.645, LEVEL_LOW, LEVEL_HIGH); /* the reach */
    }
    l->y = h.floor;
}

bool box_to_door_pdf(struct typesetter *t, struct arena *a, const struct language *language,
    struct document *out, struct err *err)
{
    struct leaf l = leaf_begin(t, language, "", 148, 210, 13);
    const struct list lists[] = {
        { language, a, before, COUNT_OF(before), true },
        { language, a, after, COUNT_OF(after), true },
        { language, a, trouble, COUNT_OF(trouble), false },
    };
    leaf_fit(&l, put_before, &lists[0]);
    put_before(&l, &lists[0]);
    leaf_next_page(&l);
    leaf_keep(&l, put_after, &lists[1]);
    leaf_keep(&l, put_trouble, &lists[2]);
    leaf_keep(&l, put_heights, &lists[0]);
    return leaf_end(&l, a, out, err);
}
