#include "documents/typeset_pango.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>

struct typesetter {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
};

static const struct {
    const char *file, *family;
    int slant, fc_weight;
    PangoWeight weight;
} faces[FACE_COUNT] = {
    [FACE_TEXT] = { "Inter-Regular.otf", "Inter", FC_SLANT_ROMAN, FC_WEIGHT_REGULAR,
        PANGO_WEIGHT_NORMAL },
    [FACE_ITALIC] = { "Inter-Italic.otf", "Inter", FC_SLANT_ITALIC, FC_WEIGHT_REGULAR,
        PANGO_WEIGHT_NORMAL },
    [FACE_STRONG] = { "Inter-SemiBold.otf", "Inter", FC_SLANT_ROMAN, FC_WEIGHT_DEMIBOLD,
        PANGO_WEIGHT_SEMIBOLD },
    [FACE_TITLE] = { "Vollkorn-Bold.ttf", "Vollkorn", FC_SLANT_ROMAN, FC_WEIGHT_BOLD,
        PANGO_WEIGHT_BOLD },
    [FACE_QUESTION] = { "Vollkorn-Medium.ttf", "Vollkorn", FC_SLANT_ROMAN, FC_WEIGHT_MEDIUM,
        PANGO_WEIGHT_MEDIUM },
};

static bool load_face(FcConfig *config, const char *dir, int face, struct err *err)
{
    char *path = g_build_filename(dir, faces[face].file, NULL);
    bool ok = FcConfigAppFontAddFile(config, (const FcChar8 *)path) == FcTrue;
    if (!ok)
        err_set(err, ERR_FILE, "%s is missing or no font", path);
    g_free(path);
    return ok;
}

/* A file that holds another font than its name says would be replaced by its nearest neighbour. */
static bool check_face(FcConfig *config, int face, struct err *err)
{
    FcPattern *want = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, faces[face].family, FC_WEIGHT,
        FcTypeInteger, faces[face].fc_weight, FC_SLANT, FcTypeInteger, faces[face].slant, NULL);
    FcDefaultSubstitute(want);
    FcResult result;
    FcPattern *got = FcFontMatch(config, want, &result);
    FcChar8 *file = NULL;
    bool ok = got != NULL && FcPatternGetString(got, FC_FILE, 0, &file) == FcResultMatch &&
              g_str_has_suffix((const char *)file, faces[face].file);
    if (!ok)
        err_set(err, ERR_FILE, "%s is not the font that it is named after", faces[face].file);
    if (got != NULL)
        FcPatternDestroy(got);
    FcPatternDestroy(want);
    return ok;
}

static bool load_faces(FcConfig *config, const char *dir, struct err *err)
{
    for (int face = 0; face < FACE_COUNT; face++)
        if (!load_face(config, dir, face, err))
            return false;
    for (int face = 0; face < FACE_COUNT; face++)
        if (!check_face(config, face, err))
            return false;
    return true;
}

struct typesetter *typesetter_open(const char *font_dir, struct err *err)
{
    FcConfig *config = FcConfigCreate();
    if (config == NULL)
        abort();
    if (!load_faces(config, font_dir, err)) {
        FcConfigDestroy(config);
        return NULL;
    }
    struct typesetter *t = g_new0(struct typesetter, 1);
    t->config = config;
    /* Pango asks fontconfig for a default set-up that nobody uses. Give it this one, or it reads
     * (and caches) all fonts of the machine. */
    FcConfigSetCurrent(config);
    t->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), config);
    t->context = pango_font_map_create_context(t->map);

    /* Paper has no pixels: letters keep their true widths, on whatever machine they are set. */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(t->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(t->context, FALSE);
    return t;
}

void typesetter_close(struct typesetter *t)
{
    if (t == NULL)
        return;
    g_object_unref(t->context);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(t->map), NULL); /* the map forgets to let go */
    g_object_unref(t->map);
    FcConfigSetCurrent(NULL);
    FcConfigDestroy(t->config);
    g_free(t);
}

void typesetter_speak(struct typesetter *t, const char *language)
{
    pango_context_set_language(t->context, pango_language_from_string(language));
}

PangoLayout *typesetter_paragraph(
    struct typesetter *t, struct typeset_style style, double width_pt, const char *text)
{
    PangoFontDescription *font = pango_font_description_new();
    pango_font_description_set_family_static(font, faces[style.face].family);
    pango_font_description_set_weight(font, faces[style.face].weight);
    pango_font_description_set_style(
        font, faces[style.face].slant == FC_SLANT_ITALIC ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(font, style.size_pt * PANGO_SCALE);

    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(
        attributes, pango_attr_line_height_new_absolute((int)(style.leading_pt * PANGO_SCALE)));

    PangoLayout *layout = pango_layout_new(t->context);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_attributes(layout, attributes);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)(width_pt * PANGO_SCALE));
    pango_layout_set_text(layout, text, -1);
    pango_attr_list_unref(attributes);
    pango_font_description_free(font);
    return layout;
}

double typesetter_height(PangoLayout *paragraph)
{
    PangoRectangle logical;
    pango_layout_get_extents(paragraph, NULL, &logical);
    return (double)logical.height / PANGO_SCALE;
}

static bool breaks_a_word(PangoLayout *paragraph)
{
    if (pango_layout_get_line_count(paragraph) == 1)
        return false; /* most are, and setting them anew takes long */
    pango_layout_set_wrap(paragraph, PANGO_WRAP_WORD);
    int width, room = pango_layout_get_width(paragraph);
    pango_layout_get_size(paragraph, &width, NULL);
    pango_layout_set_wrap(paragraph, PANGO_WRAP_WORD_CHAR);
    return width > room;
}

void typesetter_fill_last_line(PangoLayout *paragraph)
{
    int width = pango_layout_get_width(paragraph), lines = pango_layout_get_line_count(paragraph);
    for (int narrow = width; lines > 1 && narrow > width / 2; narrow -= width / 40) {
        pango_layout_set_width(paragraph, narrow);
        if (pango_layout_get_line_count(paragraph) > lines || breaks_a_word(paragraph)) {
            pango_layout_set_width(paragraph, width);
            return;
        }
        PangoRectangle last;
        pango_layout_line_get_extents(
            pango_layout_get_line_readonly(paragraph, lines - 1), NULL, &last);
        if (last.width > width / 3)
            return;
    }
}

PangoLayout *typesetter_display(struct typesetter *t, struct typeset_style style,
    double smallest_pt, double width_pt, const char *text)
{
    PangoLayout *paragraph = typesetter_paragraph(t, style, width_pt, text);
    while (style.size_pt > smallest_pt && breaks_a_word(paragraph)) {
        g_object_unref(paragraph);
        style.leading_pt *= 1 - 1 / style.size_pt;
        style.size_pt -= 1;
        paragraph = typesetter_paragraph(t, style, width_pt, text);
    }
    typesetter_fill_last_line(paragraph);
    return paragraph;
}
