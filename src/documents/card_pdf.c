#include "documents/card_pdf.h"

#include "core/would.h"
#include "documents/ink.h"
#include "documents/pdf.h"
#include "documents/typeset_pango.h"

#include <math.h>
#include <string.h>

#define MM TYPESET_PT_PER_MM

/* Lengths in points; the sizes are those of A6 and grow with look.type. */
#define RULE_STEP (8.0 * MM)
#define RULE_WIDTH 0.3
#define RULE_TO_FOOTER (4.0 * MM)
#define ICON_SIZE (8.0 * MM)
#define SMALL_PRINT_PT 9.0
#define MARGIN_MIN_MM 5.0
#define SEPARATOR " · "

enum { OTHER_RULES = 2 };

static const struct typeset_style style_small = { FACE_TEXT, SMALL_PRINT_PT, 11.5 };
static const struct typeset_style style_title = { FACE_TITLE, 20, 23 };
static const struct typeset_style style_teaser = { FACE_TEXT, 10.5, 14 };
static const struct typeset_style style_word = { FACE_TITLE, 15.5, 20 };
static const struct typeset_style style_choice = { FACE_STRONG, 11, 14.5 };
static const struct typeset_style style_question = { FACE_QUESTION, 13, 16.5 };

static const struct look {
    int width, length; /* nominal, in hundredths of a millimetre */
    double type, margin_mm; /* type: how large, against A6 */
    int rules_min, rules_roll; /* lines to write on: at least; on a roll, which has room for any */
    bool coloured; /* a roll is thermal paper */
} looks[PAPER_KIND_COUNT] = {
    [PAPER_A6] = { 10500, 14800, 1.0, 9, 2, 0, true },
    [PAPER_A5] = { 14800, 21000, 1.3, 14, 4, 0, true },
    [PAPER_A4] = { 21000, 29700, 1.3, 14, 4, 0, true },
    [PAPER_10X15] = { 10000, 15000, 1.0, 9, 2, 0, true },
    [PAPER_ROLL_80] = { 8000, 20000, 1.0, 5, 2, 4, false },
};

/* How closely the text is set; the first that fits is taken. */
static const struct tightness {
    double gap, type, margin;
} tightnesses[] = { { 1, 1, 1 }, { 0.6, 1, 0.9 }, { 0.45, 0.94, 0.75 } };

struct fit {
    const struct look *look;
    struct tightness tight;
    double margin;
    int questions, rules;
};

/* A column being filled from the top. Without a canvas it is only measured. */
struct column {
    struct typesetter *typesetter;
    cairo_t *canvas;
    struct fit fit;
    double x, y, width;
};

static struct typeset_style fitted(const struct fit *fit, struct typeset_style style)
{
    double type = fit->look->type * fit->tight.type;
    double size = style.size_pt * type;
    if (size < SMALL_PRINT_PT) {
        type *= SMALL_PRINT_PT / size;
        size = SMALL_PRINT_PT;
    }
    return (struct typeset_style){ style.face, size, style.leading_pt * type };
}

static void gap(struct column *c, double mm)
{
    c->y += mm * MM * c->fit.look->type * c->fit.tight.gap;
}

static void show(struct column *c, PangoLayout *paragraph, double x, double y, struct ink ink)
{
    if (c->canvas != NULL)
        ink_paragraph(c->canvas, paragraph, x, y, ink);
}

static void put(struct column *c, struct typeset_style style, const char *text)
{
    PangoLayout *paragraph =
        typesetter_paragraph(c->typesetter, fitted(&c->fit, style), c->width, text);
    typesetter_fill_last_line(paragraph);
    show(c, paragraph, c->x, c->y, ink_black);
    c->y += typesetter_height(paragraph);
    g_object_unref(paragraph);
}

static PangoLayout *display_type(
    struct column *c, struct typeset_style style, double width, const char *text)
{
    return typesetter_display(c->typesetter, fitted(&c->fit, style), SMALL_PRINT_PT, width, text);
}

/* "Place · date" in one line, else the date below the place. */
static void put_heading(struct column *c, struct arena *a, const char *heading)
{
    const char *dot = strstr(heading, SEPARATOR);
    PangoLayout *paragraph =
        typesetter_paragraph(c->typesetter, fitted(&c->fit, style_small), c->width, heading);
    if (dot != NULL && pango_layout_get_line_count(paragraph) > 1)
        heading = arena_printf(a, "%s\n%s", arena_strndup(a, heading, (size_t)(dot - heading)),
            dot + strlen(SEPARATOR));
    g_object_unref(paragraph);
    put(c, style_small, heading);
}

static void put_title(struct column *c, const char *title)
{
    PangoLayout *paragraph = display_type(c, style_title, c->width, title);
    show(c, paragraph, c->x, c->y, ink_black);
    c->y += typesetter_height(paragraph);
    g_object_unref(paragraph);
}

static void put_element(struct column *c, enum element element, const char *word)
{
    struct ink ink = c->fit.look->coloured ? ink_of_element[element] : ink_black;
    double side = ICON_SIZE * c->fit.look->type * c->fit.tight.type, indent = side * 1.35;
    PangoLayout *paragraph = display_type(c, style_word, c->width - indent, word);
    double height = fmax(side, typesetter_height(paragraph));
    if (c->canvas != NULL)
        ink_icon(c->canvas, icon_of_element(element), c->x, c->y + (height - side) / 2, side, ink);
    show(c, paragraph, c->x + indent, c->y + (height - typesetter_height(paragraph)) / 2, ink);
    c->y += height;
    g_object_unref(paragraph);
}

static void put_rules(struct column *c, int count)
{
    for (int i = 0; i < count; i++) {
        c->y += RULE_STEP;
        if (c->canvas != NULL)
            ink_rule(c->canvas, c->x, c->y, c->width, RULE_WIDTH);
    }
}

static void put_choice(struct column *c, struct arena *a, const struct card_print *card)
{
    if (card->choice == CHOICE_OTHER) {
        put(c, style_small, phrase(card->language, PHRASE_CARD_WOULD_OTHER));
        put_rules(c, OTHER_RULES);
        return;
    }
    put(c, style_small, phrase(card->language, PHRASE_CARD_WOULD));
    gap(c, 0.5);
    put(c, style_choice, would_text(a, card->language, card->text, card->choice));
}

/* Everything above the lines to write on. */
static void put_text(struct column *c, struct arena *a, const struct card_print *card)
{
    put_heading(c, a, card->heading);
    gap(c, 1.5);
    put_title(c, card->text->title);
    gap(c, 1);
    put(c, style_teaser, card->text->teaser);
    gap(c, 5);
    put(c, style_small, phrase(card->language, PHRASE_CARD_WEIGHED));
    gap(c, 1);
    put_element(c, card->element, card->element_word);
    gap(c, 4);
    put_choice(c, a, card);
    gap(c, 5.5);
    for (int i = 0; i < c->fit.questions; i++) {
        gap(c, i > 0 ? 3 : 0);
        put(c, style_question, card->text->questions[i]);
    }
}

/* The footer stands at the foot, the lines fill what is between it and the text. */
static void put_card(
    struct column *c, struct arena *a, const struct card_print *card, double height)
{
    double bottom = c->y + height;
    put_text(c, a, card);
    struct column footer = { .typesetter = c->typesetter, .fit = c->fit, .width = c->width };
    put(&footer, style_small, phrase(card->language, PHRASE_CARD_YOURS));
    bottom -= footer.y;
    double spare = bottom - RULE_TO_FOOTER - c->fit.rules * RULE_STEP - c->y;
    c->y += spare / 2;
    put_rules(c, c->fit.rules);
    c->y = bottom;
    put(c, style_small, phrase(card->language, PHRASE_CARD_YOURS));
}

/* The height of all but the lines to write on. */
static double needed(struct typesetter *t, struct arena *a, const struct card_print *card,
    const struct fit *fit, double width)
{
    struct column c = { .typesetter = t, .fit = *fit, .width = width };
    put_text(&c, a, card);
    put(&c, style_small, phrase(card->language, PHRASE_CARD_YOURS));
    return c.y + RULE_TO_FOOTER;
}

/* Fewer lines first, then less air and smaller type; the second question goes last. */
static bool find_fit(struct typesetter *t, struct arena *a, const struct card_print *card,
    double width, double height, double printer_margin, struct fit *fit)
{
    for (fit->questions = card->text->question_count; fit->questions > 0; fit->questions--) {
        for (size_t i = 0; i < COUNT_OF(tightnesses); i++) {
            fit->tight = tightnesses[i];
            double own = fit->look->margin_mm * fit->tight.margin;
            fit->margin = fmax(fmax(own, MARGIN_MIN_MM) * MM, printer_margin);
            double text = needed(t, a, card, fit, width - 2 * fit->margin);
            fit->rules = (int)((height - 2 * fit->margin - text) / RULE_STEP);
            if (fit->rules >= fit->look->rules_min)
                return true;
        }
    }
    return false;
}

/* Two cards of half a sheet, turned on their side: one straight cut makes them. */
static void draw_pair(struct column *c, struct arena *a, const struct card_print *card,
    double page_width, double page_height)
{
    double half = page_height / 2, height = page_width - 2 * c->fit.margin;
    for (int i = 0; i < 2; i++) {
        cairo_save(c->canvas);
        cairo_translate(c->canvas, page_width, i * half);
        cairo_rotate(c->canvas, M_PI / 2);
        c->y = c->fit.margin;
        put_card(c, a, card, height);
        cairo_restore(c->canvas);
    }
    const double dash = 1.0 * MM;
    cairo_set_dash(c->canvas, &dash, 1, 0);
    ink_rule(c->canvas, 0, half, page_width, RULE_WIDTH / 2);
}

struct paper paper_nominal(enum paper_kind kind)
{
    return (struct paper){ kind, looks[kind].width, looks[kind].length, 0 };
}

bool card_pdf(struct typesetter *t, struct arena *a, const struct card_print *card,
    struct paper *paper, struct document *out, struct err *err)
{
    bool roll = paper->kind == PAPER_ROLL_80, pair = paper->kind == PAPER_A4;
    struct fit fit = { .look = &looks[paper->kind] };
    double page_width = paper->width * MM / 100;
    double page_height = (roll ? fit.look->length : paper->length) * MM / 100;
    double width = pair ? page_height / 2 : page_width;
    double height = pair ? page_width : page_height;

    typesetter_speak(t, card->language->code);
    if (!find_fit(t, a, card, width, height, paper->margin * MM / 100, &fit))
        return err_set(err, ERR_CONTENT, "the card does not fit on paper of %d × %d mm",
            paper->width / 100, paper->length / 100);
    if (roll) {
        fit.rules = fit.rules < fit.look->rules_roll ? fit.rules : fit.look->rules_roll;
        double text = needed(t, a, card, &fit, width - 2 * fit.margin);
        double length = text + fit.rules * RULE_STEP + 2 * fit.margin;
        paper->length = (int)ceil(length / MM) * 100;
        page_height = height = paper->length * MM / 100;
    }

    struct pdf *pdf = pdf_begin(page_width, page_height);
    struct column c = {
        .typesetter = t,
        .canvas = pdf_canvas(pdf),
        .fit = fit,
        .x = fit.margin,
        .y = fit.margin,
        .width = width - 2 * fit.margin,
    };
    if (pair)
        draw_pair(&c, a, card, page_width, page_height);
    else
        put_card(&c, a, card, height - 2 * fit.margin);
    return pdf_end(pdf, a, out, err);
}
