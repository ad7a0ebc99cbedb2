#include "documents/card_picture.h"

#include "documents/ink.h"
#include "documents/png.h"
#include "documents/typeset_pango.h"

/* All in pixels. */
#define MARGIN 64.0
#define INNER (CARD_PICTURE_WIDTH - 2 * MARGIN)
#define TITLE_Y 36.0
#define COLUMN_WIDTH 120.0
#define COLUMN_STEP 146.0
#define COLUMN_FOOT 420.0
#define COLUMN_FULL 240.0 /* of the whole group */
#define FIGURE_HEIGHT 42.0
#define ICON_SIZE 34.0
#define LEGEND_Y 472.0
#define LEGEND_STEP 40.0
#define CHOICE_X 560.0
#define CHOICE_Y 132.0
#define CHOICE_FOOT 592.0
#define CHOICE_WIDTH (CARD_PICTURE_WIDTH - MARGIN - CHOICE_X)
#define CHOICE_FIGURE 168.0
#define BAR_HEIGHT 28.0
#define EDGE 1.5
#define STRIP_Y 612.0
#define LABEL_SMALLEST 18.0

static const struct typeset_style style_title = { FACE_TITLE, 50, 60 };
static const struct typeset_style style_count = { FACE_TEXT, 28, 36 };
static const struct typeset_style style_label = { FACE_TEXT, 26, 34 };
static const struct typeset_style style_figure = { FACE_STRONG, 30, 38 };
static const struct typeset_style style_question = { FACE_QUESTION, 31, 39 };

static const struct ink paper = { 0xff / 255.0, 0xfd / 255.0, 0xf8 / 255.0 };
static const struct ink dark = { 0x22 / 255.0, 0x25 / 255.0, 0x2b / 255.0 };
static const struct ink soft = { 0x45 / 255.0, 0x4b / 255.0, 0x55 / 255.0 };
static const struct ink sun = { 0xff / 255.0, 0xf6 / 255.0, 0xe2 / 255.0 };
static const struct ink sun_edge = { 0xeb / 255.0, 0xd9 / 255.0, 0xaf / 255.0 };

struct picture {
    struct typesetter *typesetter;
    struct arena *arena;
    cairo_t *canvas;
    const struct results *results;
    int card;
    const struct tally *tally;
};

/* Text on one line, smaller where it would take two, and in the largest size that breaks no word
 * where one line is not to be had. */
static PangoLayout *line_of(
    const struct picture *p, struct typeset_style style, double width, const char *text)
{
    PangoLayout *line = typesetter_paragraph(p->typesetter, style, width, text);
    while (pango_layout_get_line_count(line) > 1 && style.size_pt > LABEL_SMALLEST) {
        g_object_unref(line);
        style.size_pt -= 1;
        line = typesetter_paragraph(p->typesetter, style, width, text);
    }
    return line;
}

static void put(const struct picture *p, struct typeset_style style, double x, double y,
    double width, PangoAlignment align, const char *text)
{
    PangoLayout *line = line_of(p, style, width, text);
    pango_layout_set_alignment(line, align);
    ink_paragraph(p->canvas, line, x, y, dark);
    g_object_unref(line);
}

static void fill(
    const struct picture *p, double x, double y, double width, double height, struct ink ink)
{
    ink_dip(p->canvas, ink);
    cairo_rectangle(p->canvas, x, y, width, height);
    cairo_fill(p->canvas);
}

/* As on the glass: a share of the group alone, since the number of answers stands at the top. */
static const char *figure(const struct picture *p, uint32_t part)
{
    return tally_share(p->arena, results_language(p->results), part, p->tally->total);
}

static double share(const struct picture *p, uint32_t part)
{
    return (double)part / p->tally->total;
}

static void draw_title(const struct picture *p)
{
    const double count_width = 260;
    const char *count = phrase_count(
        p->arena, results_language(p->results), PHRASE_GROUP_COUNT, (long)p->tally->total);
    put(p, style_title, MARGIN, TITLE_Y, INNER - count_width, PANGO_ALIGN_LEFT,
        results_title(p->results, p->arena, p->card));
    PangoLayout *line = line_of(p, style_count, count_width, count);
    pango_layout_set_alignment(line, PANGO_ALIGN_RIGHT);
    ink_paragraph(p->canvas, line, MARGIN + INNER - count_width, TITLE_Y + 18, soft);
    g_object_unref(line);
}

/* A column an E with its shape below it, and what the shapes stand for. */
static void draw_elements(const struct picture *p)
{
    for (enum element e = 0; e < ELEMENT_COUNT; e++) {
        uint32_t part = p->tally->element[e];
        double x = MARGIN + (int)e * COLUMN_STEP, high = COLUMN_FULL * share(p, part);
        double legend_y = LEGEND_Y + (int)e * LEGEND_STEP;
        fill(p, x, COLUMN_FOOT - high, COLUMN_WIDTH, high, ink_of_element[e]);
        put(p, style_figure, x - 2, COLUMN_FOOT - high - FIGURE_HEIGHT, COLUMN_WIDTH + 4,
            PANGO_ALIGN_CENTER, figure(p, part));
        ink_icon(p->canvas, icon_of_element(e), x + (COLUMN_WIDTH - ICON_SIZE) / 2,
            COLUMN_FOOT + 10, ICON_SIZE, ink_of_element[e]);
        ink_icon(p->canvas, icon_of_element(e), MARGIN, legend_y, ICON_SIZE, ink_of_element[e]);
        put(p, style_label, MARGIN + 48, legend_y, CHOICE_X - MARGIN - 72, PANGO_ALIGN_LEFT,
            results_word(p->results, e));
    }
    fill(p, MARGIN, COLUMN_FOOT, 2 * COLUMN_STEP + COLUMN_WIDTH, EDGE, dark);
}

static void draw_choice(const struct picture *p, enum choice c, double y)
{
    uint32_t part = p->tally->choice[c];
    double wide = (CHOICE_WIDTH - CHOICE_FIGURE) * share(p, part);
    put(p, style_label, CHOICE_X, y, CHOICE_WIDTH, PANGO_ALIGN_LEFT,
        results_choice(p->results, p->arena, p->card, c));
    y += style_label.leading_pt + 4;
    if (part > 0) {
        fill(p, CHOICE_X, y, wide, BAR_HEIGHT, dark);
        fill(p, CHOICE_X + EDGE, y + EDGE, wide - 2 * EDGE, BAR_HEIGHT - 2 * EDGE, ink_choice);
    }
    put(p, style_figure, CHOICE_X + CHOICE_WIDTH - CHOICE_FIGURE,
        y + (BAR_HEIGHT - style_figure.leading_pt) / 2, CHOICE_FIGURE, PANGO_ALIGN_RIGHT,
        figure(p, part));
}

static void draw_choices(const struct picture *p)
{
    const struct published_card *card = &p->results->published->cards[p->card];
    int count = 0, row = 0;
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        count += results_has_choice(card, c);
    double step = (CHOICE_FOOT - CHOICE_Y) / count;
    for (enum choice c = 0; c < CHOICE_COUNT; c++)
        if (results_has_choice(card, c))
            draw_choice(p, c, CHOICE_Y + step * row++);
}

static void draw_question(const struct picture *p)
{
    const struct card_text *text = results_text(p->results, p->card);
    if (text == NULL || text->question_count == 0)
        return;
    fill(p, 0, STRIP_Y, CARD_PICTURE_WIDTH, CARD_PICTURE_HEIGHT - STRIP_Y, sun);
    fill(p, 0, STRIP_Y, CARD_PICTURE_WIDTH, 2, sun_edge);
    PangoLayout *question = typesetter_display(
        p->typesetter, style_question, LABEL_SMALLEST, INNER, text->questions[0]);
    double room = CARD_PICTURE_HEIGHT - STRIP_Y;
    ink_paragraph(
        p->canvas, question, MARGIN, STRIP_Y + (room - typesetter_height(question)) / 2, dark);
    g_object_unref(question);
}

bool card_picture(struct typesetter *t, struct arena *a, const struct results *r, int i,
    struct document *out, struct err *err)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, CARD_PICTURE_WIDTH, CARD_PICTURE_HEIGHT);
    struct picture p = { .typesetter = t,
        .arena = a,
        .canvas = cairo_create(surface),
        .results = r,
        .card = i,
        .tally = &r->published->cards[i].tally };
    typesetter_speak(t, results_language(r)->code);
    fill(&p, 0, 0, CARD_PICTURE_WIDTH, CARD_PICTURE_HEIGHT, paper);
    draw_title(&p);
    draw_elements(&p);
    draw_choices(&p);
    draw_question(&p);
    cairo_destroy(p.canvas);
    cairo_surface_flush(surface);
    const struct drawing drawing = { cairo_image_surface_get_data(surface), CARD_PICTURE_WIDTH,
        CARD_PICTURE_HEIGHT, cairo_image_surface_get_stride(surface) };
    bool ok = png_encode(&drawing, a, out, err);
    cairo_surface_destroy(surface);
    return ok;
}
