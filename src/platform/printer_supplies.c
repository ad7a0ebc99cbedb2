#include "platform/printer_supplies.h"

#include "base/attributes.h"
#include "platform/printer_ipp.h"
#include "platform/printer_media.h"
#include "platform/printer_status.h"

#include <stdlib.h>
#include <string.h>

enum { FIELD_BYTES = 32, SUPPLY_BYTES = 512 };

/* One ink, toner or ribbon. */
struct supply {
    int percent; /* below 0: not told */
    int low_percent; /* at or below it the printer warns; below 0: not told */
    const char *name;
};

const char *const *printer_supplies_wanted(void)
{
    static const char *const wanted[] = { "printer-make-and-model", "marker-levels",
        "marker-low-levels", "marker-names", "marker-types", "printer-supply",
        "printer-supply-description", NULL };
    return wanted;
}

static void consider(struct printer_info *out, const struct supply *s)
{
    if (s->percent < 0 || s->percent > 100)
        return;
    out->ink_low = out->ink_low || s->percent <= s->low_percent;
    if (out->knows_ink && s->percent >= out->ink_percent)
        return;
    out->knows_ink = true;
    out->ink_percent = s->percent;
    printer_ipp_text(out->ink_name, sizeof out->ink_name, s->name);
}

static int integer_at(ipp_t *attributes, const char *name, int i)
{
    ipp_attribute_t *a = ippFindAttribute(attributes, name, IPP_TAG_INTEGER);
    return a == NULL || i >= ippGetCount(a) ? -1 : ippGetInteger(a, i);
}

/* What CUPS and most printers call markers. A box for waste fills up: its level is none of ink. */
static void read_markers(ipp_t *attributes, struct printer_info *out)
{
    ipp_attribute_t *levels = ippFindAttribute(attributes, "marker-levels", IPP_TAG_INTEGER);
    for (int i = 0; levels != NULL && i < ippGetCount(levels); i++) {
        const struct supply s = { ippGetInteger(levels, i),
            integer_at(attributes, "marker-low-levels", i),
            printer_ipp_string(attributes, "marker-names", i) };
        if (strstr(printer_ipp_string(attributes, "marker-types", i), "waste") == NULL)
            consider(out, &s);
    }
}

/* The value of "name=value;" in a list of them, or "". */
static void field_of(const char *list, const char *name, char value[FIELD_BYTES])
{
    size_t len = strlen(name);
    value[0] = '\0';
    for (const char *p = list; *p != '\0'; p += strcspn(p, ";"), p += *p == ';')
        if (strncmp(p, name, len) == 0 && p[len] == '=') {
            (void)snprintf(value, FIELD_BYTES, "%.*s", (int)strcspn(p + len + 1, ";"), p + len + 1);
            return;
        }
}

static int percent_of(const char *supply)
{
    char text[FIELD_BYTES];
    field_of(supply, "level", text);
    long level = text[0] == '\0' ? -1 : strtol(text, NULL, 10);
    field_of(supply, "maxcapacity", text);
    long most = strtol(text, NULL, 10);
    if (level < 0 || most <= 0 || level > most)
        return -1; /* negative: some is left, or nobody knows */
    return (int)(100.0 * (double)level / (double)most);
}

/* The same by PWG 5100.13, for printers that have no markers. */
static void read_supplies(ipp_t *attributes, struct printer_info *out)
{
    ipp_attribute_t *list = ippFindAttribute(attributes, "printer-supply", IPP_TAG_STRING);
    for (int i = 0; list != NULL && i < ippGetCount(list); i++) {
        char text[SUPPLY_BYTES], kind[FIELD_BYTES];
        int len = 0;
        const char *bytes = ippGetOctetString(list, i, &len);
        (void)snprintf(text, sizeof text, "%.*s", len, bytes == NULL ? "" : bytes);
        field_of(text, "class", kind);
        const struct supply s = { percent_of(text), -1,
            printer_ipp_string(attributes, "printer-supply-description", i) };
        if (strcmp(kind, "supplyThatIsConsumed") == 0)
            consider(out, &s);
    }
}

static bool reports_any(ipp_t *attributes, const char *const *reasons, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (printer_reports(attributes, reasons[i]))
            return true;
    return false;
}

static void read_paper(ipp_t *attributes, bool loaded_known, struct printer_info *out)
{
    static const char *const low[] = { "media-low", "media-empty", "media-needed" };
    int loaded = loaded_known ? printer_media_loaded(attributes, out->loaded) : -1;
    out->knows_loaded = loaded >= 0;
    out->loaded_count = loaded < 0 ? 0 : loaded;
    out->paper_low = reports_any(attributes, low, COUNT_OF(low));
}

void printer_supplies_read(ipp_t *attributes, bool loaded_known, struct printer_info *out)
{
    static const char *const low[] = { "marker-supply-low", "marker-supply-empty", "toner-low",
        "toner-empty" };
    printer_ipp_model(
        out->model, sizeof out->model, printer_ipp_string(attributes, "printer-make-and-model", 0));
    read_markers(attributes, out);
    if (!out->knows_ink)
        read_supplies(attributes, out);
    out->ink_low = out->ink_low || reports_any(attributes, low, COUNT_OF(low));
    read_paper(attributes, loaded_known, out);
}
