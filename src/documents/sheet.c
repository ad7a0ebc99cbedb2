#include "documents/sheet.h"

#define MM TYPESET_PT_PER_MM
#define FOOT_Y (281 * MM)
#define RULE_STEP (8.5 * MM)
#define RULE_WIDTH 0.4
#define ASK_INDENT (5 * MM)

const struct typeset_style sheet_small = { FACE_TEXT, 9, 13 };
const struct typeset_style sheet_text = { FACE_TEXT, 10.5, 15.5 };
const struct typeset_style sheet_teaser = { FACE_ITALIC, 11, 16 };
const struct typeset_style sheet_strong = { FACE_STRONG, 10.5, 15.5 };
const struct typeset_style sheet_heading = { FACE_TITLE, 14, 19 };
const struct typeset_style sheet_title = { FACE_TITLE, 26, 31 };
const struct typeset_style sheet_question = { FACE_QUESTION, 14, 19 };

static const struct sheet_slot whole = { SHEET_LEFT, SHEET_COLUMN, PANGO_ALIGN_LEFT };

/* --- text --- */

static PangoLayout *paragraph_of(
    struct sheet *s, struct typeset_style style, struct sheet_slot slot, const char *text)
{
    if (slot.align != PANGO_ALIGN_RIGHT)
        return typesetter_display(s->typesetter, style, sheet_small.size_pt, slot.width, text);
    PangoLayout *paragraph = typesetter_paragraph(s->typesetter, style, slot.width, text);
    PangoAttrList *attributes = pango_layout_get_attributes(paragraph);
    pango_attr_list_insert(attributes, pango_attr_font_features_new("tnum"));
    pango_layout_set_attributes(paragraph, attributes);
    pango_layout_set_alignment(paragraph, PANGO_ALIGN_RIGHT);
    return paragraph;
}

static double set(struct sheet *s, struct typeset_style style, struct sheet_slot slot,
    const char *text, bool shown)
{
    PangoLayout *paragraph = paragraph_of(s, style, slot, text);
    double height = typesetter_height(paragraph);
    if (shown && s->canvas != NULL)
        ink_paragraph(s->canvas, paragraph, slot.x, s->y, ink_black);
    g_object_unref(paragraph);
    return height;
}

double sheet_set(
    struct sheet *s, struct typeset_style style, struct sheet_slot slot, const char *text)
{
    return set(s, style, slot, text, true);
}

double sheet_measure(
    struct sheet *s, struct typeset_style style, struct sheet_slot slot, const char *text)
{
    return set(s, style, slot, text, false);
}

double sheet_width(struct sheet *s, struct typeset_style style, const char *text)
{
    PangoLayout *paragraph = typesetter_paragraph(s->typesetter, style, SHEET_COLUMN, text);
    int width;
    pango_layout_get_size(paragraph, &width, NULL);
    g_object_unref(paragraph);
    return (double)width / PANGO_SCALE;
}

void sheet_put(struct sheet *s, struct typeset_style style, const char *text)
{
    s->y += sheet_set(s, style, whole, text);
}

double sheet_element_indent(struct typeset_style style)
{
    return style.size_pt * 1.75;
}

void sheet_element(struct sheet *s, struct typeset_style style, struct sheet_slot slot,
    enum element e, const char *word)
{
    double side = style.size_pt * 1.25, indent = sheet_element_indent(style);
    struct sheet_slot beside = { slot.x + indent, slot.width - indent, slot.align };
    sheet_set(s, style, beside, word);
    if (s->canvas != NULL)
        ink_icon(s->canvas, icon_of_element(e), slot.x, s->y + (style.leading_pt - side) / 2, side,
            ink_of_element[e]);
}

/* --- pages --- */

static void set_foot(struct sheet *s)
{
    const double number_width = 20 * MM;
    const struct sheet_slot left = { SHEET_LEFT, SHEET_COLUMN - number_width, PANGO_ALIGN_LEFT };
    const struct sheet_slot right = { SHEET_LEFT + SHEET_COLUMN - number_width, number_width,
        PANGO_ALIGN_RIGHT };
    s->y = FOOT_Y;
    sheet_set(s, sheet_small, left, s->foot);
    sheet_set(s, sheet_small, right, arena_printf(s->arena, "%d / %d", s->page, s->page_count));
}

void sheet_finish(struct sheet *s)
{
    set_foot(s);
    if (s->canvas != NULL)
        cairo_show_page(s->canvas);
}

void sheet_next(struct sheet *s)
{
    sheet_finish(s);
    s->page++;
    s->y = SHEET_TOP;
}

void sheet_need(struct sheet *s, double height)
{
    if (s->y + height > SHEET_BOTTOM && s->y > SHEET_TOP)
        sheet_next(s);
}

void sheet_section(struct sheet *s, const char *heading, double after)
{
    const double above = 7 * MM, below = 1.5 * MM;
    double height = sheet_measure(s, sheet_heading, whole, heading);
    sheet_need(s, above + height + below + after);
    s->y += s->y > SHEET_TOP ? above : 0;
    sheet_put(s, sheet_heading, heading);
    s->y += below;
}

void sheet_ask(struct sheet *s, const char *question)
{
    const struct sheet_slot slot = { SHEET_LEFT + ASK_INDENT, SHEET_COLUMN - ASK_INDENT,
        PANGO_ALIGN_LEFT };
    double height = sheet_set(s, sheet_question, slot, question);
    if (s->canvas != NULL) {
        ink_dip(s->canvas, ink_black);
        cairo_rectangle(s->canvas, SHEET_LEFT, s->y + 2.5, 2, height - 4);
        cairo_fill(s->canvas);
    }
    s->y += height;
}

void sheet_rules(struct sheet *s)
{
    for (s->y += RULE_STEP; s->y <= SHEET_BOTTOM; s->y += RULE_STEP)
        if (s->canvas != NULL)
            ink_rule(s->canvas, SHEET_LEFT, s->y, SHEET_COLUMN, RULE_WIDTH);
}
