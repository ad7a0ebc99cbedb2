#include "documents/leaf.h"

#include "documents/pdf.h"

#include <glib.h>
#include <math.h>

#define MM TYPESET_PT_PER_MM
#define RULE_PT 0.4
#define BOX_PT 0.8
#define SMALLEST_PT 8.5
#define ICON_MM 7.0

const struct typeset_style leaf_small = { FACE_TEXT, 9, 12.5 };
const struct typeset_style leaf_text = { FACE_TEXT, 11, 15.5 };
const struct typeset_style leaf_strong = { FACE_STRONG, 11, 15.5 };
const struct typeset_style leaf_heading = { FACE_TITLE, 15, 18.5 };
const struct typeset_style leaf_title = { FACE_TITLE, 25, 28 };
const struct typeset_style leaf_question = { FACE_QUESTION, 13, 17 };

static const double types[] = { 1, 0.96, 0.92, 0.88, 0.84 };

static struct typeset_style fitted(const struct leaf *l, struct typeset_style style)
{
    double type = fmin(fmax(l->type, SMALLEST_PT / style.size_pt), 1);
    return (struct typeset_style){ style.face, style.size_pt * type, style.leading_pt * type };
}

/* --- pages --- */

struct leaf leaf_begin(struct typesetter *t, const struct language *language, const char *foot,
    double width_mm, double height_mm, double margin_mm)
{
    typesetter_speak(t, language->code);
    struct leaf l = {
        .typesetter = t,
        .pdf = pdf_begin(width_mm * MM, height_mm * MM),
        .foot = foot,
        .margin = margin_mm * MM,
        .page_width = width_mm * MM,
        .x = margin_mm * MM,
        .y = margin_mm * MM,
        .width = (width_mm - 2 * margin_mm) * MM,
        .bottom = (height_mm - margin_mm) * MM,
        .type = 1,
    };
    l.canvas = pdf_canvas(l.pdf);
    PangoLayout *line = typesetter_paragraph(t, leaf_small, l.width, foot);
    l.bottom -= foot[0] != '\0' ? typesetter_height(line) + 2 * MM : 0;
    g_object_unref(line);
    return l;
}

static void put_foot(struct leaf *l)
{
    if (l->foot[0] == '\0')
        return;
    double width = l->page_width - 2 * l->margin;
    PangoLayout *line = typesetter_paragraph(l->typesetter, leaf_small, width, l->foot);
    ink_paragraph(l->canvas, line, l->margin, l->bottom + 2 * MM, ink_black);
    g_object_unref(line);
}

void leaf_next_page(struct leaf *l)
{
    if (l->canvas != NULL) {
        put_foot(l);
        cairo_show_page(l->canvas);
    }
    l->y = l->margin;
    l->pages++;
}

bool leaf_end(struct leaf *l, struct arena *a, struct document *out, struct err *err)
{
    leaf_next_page(l);
    bool ok = pdf_end(l->pdf, a, out, err);
    out->pages = ok ? l->pages : 0;
    return ok;
}

static double height_of(const struct leaf *l, double type, leaf_block *block, const void *what)
{
    struct leaf measured = *l;
    measured.canvas = NULL;
    measured.type = type;
    measured.y = 0;
    measured.bottom = INFINITY;
    block(&measured, what);
    return measured.y;
}

void leaf_keep(struct leaf *l, leaf_block *block, const void *what)
{
    if (l->y > l->margin && l->y + height_of(l, l->type, block, what) > l->bottom)
        leaf_next_page(l);
    block(l, what);
}

void leaf_fit(struct leaf *l, leaf_block *block, const void *what)
{
    for (size_t i = 0; i < COUNT_OF(types); i++) {
        l->type = types[i];
        if (l->y + height_of(l, types[i], block, what) <= l->bottom)
            return;
    }
}

/* --- text --- */

void leaf_gap(struct leaf *l, double mm)
{
    l->y += mm * MM * l->type;
}

void leaf_indent(struct leaf *l, double mm)
{
    l->x += mm * MM;
    l->width -= mm * MM;
}

static void show(struct leaf *l, PangoLayout *paragraph, double x, double y, struct ink ink)
{
    if (l->canvas != NULL)
        ink_paragraph(l->canvas, paragraph, x, y, ink);
}

/* Takes the paragraph. */
static void put(struct leaf *l, PangoLayout *paragraph)
{
    double height = typesetter_height(paragraph);
    if (l->y > l->margin && l->y + height > l->bottom)
        leaf_next_page(l);
    show(l, paragraph, l->x, l->y, ink_black);
    l->y += height;
    g_object_unref(paragraph);
}

static PangoLayout *emphasised(struct leaf *l, struct typeset_style style, const char *text)
{
    GString *plain = g_string_new(NULL);
    PangoLayout *paragraph = typesetter_paragraph(l->typesetter, style, l->width, "");
    PangoAttrList *attributes = pango_layout_get_attributes(paragraph);
    guint on = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == EMPHASIS_ON) {
            on = (guint)plain->len;
        } else if (*c == EMPHASIS_OFF) {
            PangoAttribute *italic = pango_attr_style_new(PANGO_STYLE_ITALIC);
            italic->start_index = on;
            italic->end_index = (guint)plain->len;
            pango_attr_list_insert(attributes, italic);
        } else {
            g_string_append_c(plain, *c);
        }
    }
    pango_layout_set_attributes(paragraph, attributes);
    pango_layout_set_text(paragraph, plain->str, (int)plain->len);
    g_string_free(plain, TRUE);
    return paragraph;
}

void leaf_put(struct leaf *l, struct typeset_style style, const char *text)
{
    put(l, emphasised(l, fitted(l, style), text));
}

void leaf_display(struct leaf *l, struct typeset_style style, const char *text)
{
    put(l, typesetter_display(l->typesetter, fitted(l, style), SMALLEST_PT, l->width, text));
}

void leaf_item(struct leaf *l, struct typeset_style style, const char *mark, double indent_mm,
    const char *text)
{
    const struct typeset_style strong = { FACE_STRONG, style.size_pt, style.leading_pt };
    PangoLayout *paragraph =
        typesetter_paragraph(l->typesetter, fitted(l, strong), indent_mm * MM, mark);
    show(l, paragraph, l->x, l->y, ink_black);
    g_object_unref(paragraph);
    leaf_indent(l, indent_mm);
    leaf_put(l, style, text);
    leaf_indent(l, -indent_mm);
}

void leaf_numeral(struct leaf *l, struct typeset_style style, const char *number)
{
    PangoLayout *paragraph =
        typesetter_paragraph(l->typesetter, fitted(l, style), l->width, number);
    PangoLayout *beside =
        typesetter_paragraph(l->typesetter, fitted(l, leaf_heading), l->width, number);
    double baseline = pango_layout_get_baseline(paragraph),
           level = pango_layout_get_baseline(beside);
    show(l, paragraph, l->x, l->y + (level - baseline) / PANGO_SCALE, ink_black);
    g_object_unref(beside);
    g_object_unref(paragraph);
}

void leaf_element(struct leaf *l, enum element e, const char *word, const char *question)
{
    static const struct typeset_style style_word = { FACE_TITLE, 12.5, 15 };
    static const struct typeset_style style_question = { FACE_TEXT, 10.5, 13.5 };
    double side = ICON_MM * MM * l->type, indent = side * 1.4, top = l->y;
    leaf_indent(l, indent / MM);
    PangoLayout *paragraph =
        typesetter_display(l->typesetter, fitted(l, style_word), SMALLEST_PT, l->width, word);
    double height = typesetter_height(paragraph);
    if (question == NULL && height < side)
        l->y += (side - height) / 2;
    show(l, paragraph, l->x, l->y, ink_of_element[e]);
    g_object_unref(paragraph);
    l->y += height;
    if (question != NULL)
        leaf_put(l, style_question, question);
    leaf_indent(l, -indent / MM);
    double taken = fmax(l->y - top, side);
    if (l->canvas != NULL)
        ink_icon(
            l->canvas, icon_of_element(e), l->x, top + (taken - side) / 2, side, ink_of_element[e]);
    l->y = top + taken;
}

/* --- lines --- */

void leaf_rule(struct leaf *l)
{
    if (l->canvas != NULL)
        ink_rule(l->canvas, l->x, l->y, l->width, RULE_PT);
}

void leaf_box(struct leaf *l, double side_mm, double down_mm)
{
    if (l->canvas == NULL)
        return;
    ink_dip(l->canvas, ink_black);
    cairo_set_line_width(l->canvas, BOX_PT);
    cairo_rectangle(l->canvas, l->x, l->y + down_mm * MM, side_mm * MM, side_mm * MM);
    cairo_stroke(l->canvas);
}

void leaf_lines(struct leaf *l, int count, double step_mm)
{
    for (int i = 0; i < count; i++) {
        l->y += step_mm * MM;
        leaf_rule(l);
    }
}
