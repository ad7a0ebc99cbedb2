#include "platform/printer_media.h"

#include "base/attributes.h"

#include <assert.h>
#include <stdlib.h>

enum {
    TOLERANCE = 200, /* what printers call 10×15 differs by that much */
    ROLL_WIDTH_MIN = 7200,
    ROLL_WIDTH_MAX = 8200,
    ROLL_WIDTH = 8000,
    ROLL_LENGTH = 20000, /* room for any card; its document may be shorter */
};

/* One size that the printer offers; a range for a roll. */
struct sheet {
    int width_min, width_max, length_min, length_max;
    int margin;
};

/* In order of preference; what is of one kind stands together. */
static const struct paper preferred[] = {
    { .kind = PAPER_A6, .width = 10500, .length = 14800 },
    { .kind = PAPER_10X15, .width = 10160, .length = 15240 }, /* 4 × 6 inches */
    { .kind = PAPER_10X15, .width = 10000, .length = 15000 },
    { .kind = PAPER_A5, .width = 14800, .length = 21000 },
    { .kind = PAPER_ROLL_80 },
    { .kind = PAPER_A4, .width = 21000, .length = 29700 },
};

/* Where a printer may tell, in order of truth: as collections, else as names. */
enum { SOURCE_LOADED, SOURCE_DEFAULT, SOURCE_SUPPORTED };
static const struct {
    const char *collections, *names;
} sources[] = {
    [SOURCE_LOADED] = { "media-col-ready", "media-ready" },
    [SOURCE_DEFAULT] = { "media-col-default", "media-default" },
    [SOURCE_SUPPORTED] = { "media-col-database", "media-supported" },
};

static const char *const margins[] = { "left", "right", "top", "bottom" };

const char *const *printer_media_wanted(void)
{
    static const char *const wanted[] = { "media-col-ready", "media-ready", "media-col-default",
        "media-default", "media-col-database", "media-supported", "media-left-margin-supported",
        "media-right-margin-supported", "media-top-margin-supported",
        "media-bottom-margin-supported", NULL };
    return wanted;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static bool fits_roll(const struct sheet *s)
{
    /* A photo printer's 3 × 5 inches is as narrow, but no roll. */
    bool long_enough = s->length_max >= 2 * s->width_max;
    return long_enough && s->width_max >= ROLL_WIDTH_MIN && s->width_max <= ROLL_WIDTH_MAX;
}

static bool fits(const struct sheet *s, const struct paper *size)
{
    if (size->kind == PAPER_ROLL_80)
        return fits_roll(s);
    return s->width_min == s->width_max && s->length_min == s->length_max &&
           abs(s->width_min - size->width) <= TOLERANCE &&
           abs(s->length_min - size->length) <= TOLERANCE;
}

static struct paper paper_of(const struct sheet *s, enum paper_kind kind)
{
    struct paper p = {
        .kind = kind, .width = s->width_max, .length = s->length_max, .margin = s->margin
    };
    if (kind == PAPER_ROLL_80) {
        p.width = larger(s->width_min, smaller(s->width_max, ROLL_WIDTH));
        p.length = larger(s->length_min, smaller(s->length_max, ROLL_LENGTH));
    }
    return p;
}

static void read_range(ipp_t *size, const char *name, int *min, int *max)
{
    ipp_attribute_t *a = ippFindAttribute(size, name, IPP_TAG_ZERO);
    if (a == NULL)
        return;
    if (ippGetValueTag(a) == IPP_TAG_RANGE)
        *min = ippGetRange(a, 0, max);
    else
        *min = *max = ippGetInteger(a, 0);
}

/* The largest of the four margins; of the printer where the paper does not tell. */
static int margin_of(ipp_t *attributes, ipp_t *col)
{
    int margin = 0;
    for (size_t m = 0; m < COUNT_OF(margins); m++) {
        char own[32], general[48];
        (void)snprintf(own, sizeof own, "media-%s-margin", margins[m]);
        (void)snprintf(general, sizeof general, "%s-supported", own);
        ipp_attribute_t *a = col == NULL ? NULL : ippFindAttribute(col, own, IPP_TAG_INTEGER);
        if (a == NULL)
            a = ippFindAttribute(attributes, general, IPP_TAG_INTEGER);
        for (int i = 0; a != NULL && i < ippGetCount(a); i++)
            margin = larger(margin, ippGetInteger(a, i));
    }
    return margin;
}

static bool read_collection(ipp_t *attributes, ipp_attribute_t *list, int i, struct sheet *s)
{
    ipp_t *col = ippGetCollection(list, i);
    ipp_attribute_t *size = ippFindAttribute(col, "media-size", IPP_TAG_BEGIN_COLLECTION);
    if (size == NULL)
        return false;
    *s = (struct sheet){ .margin = margin_of(attributes, col) };
    read_range(ippGetCollection(size, 0), "x-dimension", &s->width_min, &s->width_max);
    read_range(ippGetCollection(size, 0), "y-dimension", &s->length_min, &s->length_max);
    return s->width_max > 0 && s->length_max > 0;
}

static bool read_name(ipp_t *attributes, ipp_attribute_t *list, int i, struct sheet *s)
{
    const char *name = ippGetString(list, i, NULL);
    pwg_media_t *media = name == NULL ? NULL : pwgMediaForPWG(name);
    if (media == NULL)
        return false;
    *s = (struct sheet){ media->width, media->width, media->length, media->length,
        margin_of(attributes, NULL) };
    return true;
}

/* Sizes to look for, best first, and the best one found. */
struct search {
    const struct paper *sizes;
    size_t count, best; /* best is count while nothing was found */
    struct paper found;
};

static void consider(struct search *find, const struct sheet *s)
{
    for (size_t i = 0; i < find->best; i++)
        if (fits(s, &find->sizes[i])) {
            find->best = i;
            find->found = paper_of(s, find->sizes[i].kind);
        }
}

/* Reads one list. False: it says nothing, so that the next source counts. */
static bool read_list(struct search *find, ipp_t *attributes, const char *name)
{
    ipp_attribute_t *list = ippFindAttribute(attributes, name, IPP_TAG_ZERO);
    bool tells = false;
    for (int i = 0; list != NULL && i < ippGetCount(list); i++) {
        struct sheet s;
        bool collection = ippGetValueTag(list) == IPP_TAG_BEGIN_COLLECTION;
        if (collection ? !read_collection(attributes, list, i, &s)
                       : !read_name(attributes, list, i, &s))
            continue;
        tells = true;
        consider(find, &s);
    }
    return tells;
}

/* Reads the sources from first to last. wide: what is not the default may still be supported. */
static bool search(struct search *find, ipp_t *attributes, size_t first, size_t last, bool wide)
{
    find->best = find->count;
    for (size_t i = first; i <= last; i++) {
        bool tells = read_list(find, attributes, sources[i].collections) ||
                     read_list(find, attributes, sources[i].names);
        bool decides = i == SOURCE_LOADED || !wide || find->best < find->count;
        if (tells && decides)
            break;
    }
    return find->best < find->count;
}

static size_t first_source(bool loaded_known)
{
    return loaded_known ? SOURCE_LOADED : SOURCE_DEFAULT;
}

/* The sizes that are of one kind: they stand together. */
static struct search search_for(int kind)
{
    struct search find = { .sizes = preferred, .count = COUNT_OF(preferred) };
    if (kind == PAPER_AUTOMATIC)
        return find;
    for (find.count = 0; find.sizes->kind != (enum paper_kind)kind; find.sizes++)
        assert(find.sizes + 1 < preferred + COUNT_OF(preferred));
    while (find.sizes + find.count < preferred + COUNT_OF(preferred) &&
           find.sizes[find.count].kind == (enum paper_kind)kind)
        find.count++;
    return find;
}

bool printer_media_choose(ipp_t *attributes, bool loaded_known, int kind, struct paper *paper)
{
    struct search find = search_for(kind);
    bool wide = kind != PAPER_AUTOMATIC;
    if (!search(&find, attributes, first_source(loaded_known), SOURCE_SUPPORTED, wide))
        return false;
    *paper = find.found;
    return true;
}

bool printer_media_has(ipp_t *attributes, bool loaded_known, const struct paper *paper)
{
    struct search find = { .sizes = paper, .count = 1 };
    return search(&find, attributes, first_source(loaded_known), SOURCE_SUPPORTED, true);
}

int printer_media_loaded(ipp_t *attributes, struct paper list[PAPER_KIND_COUNT])
{
    int count = 0;
    if (ippFindAttribute(attributes, sources[SOURCE_LOADED].collections, IPP_TAG_ZERO) == NULL &&
        ippFindAttribute(attributes, sources[SOURCE_LOADED].names, IPP_TAG_ZERO) == NULL)
        return -1;
    for (size_t i = 0; i < COUNT_OF(preferred); i++) {
        if (i > 0 && preferred[i].kind == preferred[i - 1].kind)
            continue;
        struct search find = search_for((int)preferred[i].kind);
        if (search(&find, attributes, SOURCE_LOADED, SOURCE_LOADED, false))
            list[count++] = find.found;
    }
    return count;
}

const char *printer_media_name(int kind)
{
    static const char *const names[] = {
        [PAPER_A6] = "A6",
        [PAPER_A5] = "A5",
        [PAPER_A4] = "A4",
        [PAPER_10X15] = "10x15",
        [PAPER_ROLL_80] = "80 mm roll",
    };
    return kind == PAPER_AUTOMATIC ? "size for a card" : names[kind];
}

ipp_t *printer_media_col(const struct paper *paper)
{
    ipp_t *size = ippNew(), *col = ippNew();
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", paper->width);
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", paper->length);
    ippAddCollection(col, IPP_TAG_JOB, "media-size", size);
    for (size_t m = 0; m < COUNT_OF(margins); m++) {
        char name[32];
        (void)snprintf(name, sizeof name, "media-%s-margin", margins[m]);
        ippAddInteger(col, IPP_TAG_JOB, IPP_TAG_INTEGER, name, paper->margin);
    }
    ippDelete(size);
    return col;
}
