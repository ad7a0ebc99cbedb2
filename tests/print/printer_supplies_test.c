/* Ink and paper from what a printer reports, and its texts. */
#include "platform/printer_supplies.h"

#include "base/attributes.h"
#include "platform/printer_ipp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MARKERS = 3 };

static const struct {
    int levels[MARKERS], low_levels[MARKERS];
    const char *types[MARKERS];
    bool known;
    int percent;
    const char *name;
    bool low;
} markers[] = {
    { { 80, 42, 60 }, { 10, 10, 10 }, { "ink", "ink", "ink" }, true, 42, "B", false },
    { { 80, 10, 60 }, { 10, 10, 10 }, { "ink", "ink", "ink" }, true, 10, "B", true },
    { { 8, 10, 60 }, { 20, 5, 5 }, { "ink", "ink", "ink" }, true, 8, "A", true },
    { { 80, 70, 2 }, { 10, 10, 10 }, { "toner", "toner", "waste-toner" }, true, 70, "B", false },
    { { -1, -2, -3 }, { 10, 10, 10 }, { "ink", "ink", "ink" }, false, 0, "", false },
    { { -3, 100, 101 }, { -1, -1, -1 }, { "ink", "ink", "ink" }, true, 100, "B", false },
    { { 0, 0, 0 }, { -1, -1, -1 }, { "ink", "ink", "ink" }, true, 0, "A", false },
};

static void test_markers(void **state)
{
    (void)state;
    static const char *const names[MARKERS] = { "A", "B", "C" };
    for (size_t i = 0; i < COUNT_OF(markers); i++) {
        struct printer_info info = { .condition = PRINTER_READY };
        ipp_t *attributes = ippNew();
        ippAddIntegers(attributes, IPP_TAG_PRINTER, IPP_TAG_INTEGER, "marker-levels", MARKERS,
            markers[i].levels);
        ippAddIntegers(attributes, IPP_TAG_PRINTER, IPP_TAG_INTEGER, "marker-low-levels", MARKERS,
            markers[i].low_levels);
        ippAddStrings(attributes, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "marker-types", MARKERS, NULL,
            markers[i].types);
        ippAddStrings(
            attributes, IPP_TAG_PRINTER, IPP_TAG_NAME, "marker-names", MARKERS, NULL, names);
        printer_supplies_read(attributes, true, &info);
        assert_int_equal(info.knows_ink, markers[i].known);
        assert_int_equal(info.ink_percent, markers[i].percent);
        assert_string_equal(info.ink_name, markers[i].name);
        assert_int_equal(info.ink_low, markers[i].low);
        ippDelete(attributes);
    }
}

/* PWG 5100.13; the first is full of waste, and no ink. */
static const struct {
    const char *supply;
    bool known;
    int percent;
} supplies[] = {
    { "index=2;class=supplyThatIsConsumed;type=ink;unit=percent;maxcapacity=100;level=33;", true,
        33 },
    { "class=supplyThatIsConsumed;maxcapacity=250;level=50;colorantname=black", true, 20 },
    { "class=supplyThatIsConsumed;maxcapacity=100;level=-3;", false, 0 },
    { "class=supplyThatIsConsumed;maxcapacity=-2;level=50;", false, 0 },
    { "class=supplyThatIsConsumed;level=50;", false, 0 },
    { "class=supplyThatIsConsumed;maxcapacity=100;level=;", false, 0 },
    { "class=supplyThatIsConsumed;maxcapacity=100;", false, 0 },
    { "class=receptacleThatIsFilled;maxcapacity=100;level=25;", false, 0 },
    { ";;;=;level", false, 0 },
    { "", false, 0 },
};

static void test_supplies(void **state)
{
    (void)state;
    static const char *const names[] = { "Waste", "Ink" };
    static const char waste[] = "class=receptacleThatIsFilled;maxcapacity=100;level=3;";
    for (size_t i = 0; i < COUNT_OF(supplies); i++) {
        struct printer_info info = { .condition = PRINTER_READY };
        ipp_t *attributes = ippNew();
        ipp_attribute_t *list = ippAddOctetString(
            attributes, IPP_TAG_PRINTER, "printer-supply", waste, (int)strlen(waste));
        ippSetOctetString(
            attributes, &list, 1, supplies[i].supply, (int)strlen(supplies[i].supply));
        ippAddStrings(attributes, IPP_TAG_PRINTER, IPP_TAG_TEXT, "printer-supply-description", 2,
            NULL, names);
        printer_supplies_read(attributes, true, &info);
        assert_int_equal(info.knows_ink, supplies[i].known);
        assert_int_equal(info.ink_percent, supplies[i].percent);
        assert_string_equal(info.ink_name, supplies[i].known ? "Ink" : "");
        ippDelete(attributes);
    }
}

static const struct {
    const char *reason;
    bool ink_low, paper_low;
} reasons[] = {
    { "none", false, false },
    { "media-low-warning", false, true },
    { "media-empty-error", false, true },
    { "media-needed", false, true },
    { "media-lowered", false, false },
    { "marker-supply-low-report", true, false },
    { "toner-empty", true, false },
};

static void test_reasons(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(reasons); i++) {
        struct printer_info info = { .condition = PRINTER_READY };
        ipp_t *attributes = ippNew();
        ippAddString(attributes, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "printer-state-reasons", NULL,
            reasons[i].reason);
        printer_supplies_read(attributes, true, &info);
        assert_int_equal(info.ink_low, reasons[i].ink_low);
        assert_int_equal(info.paper_low, reasons[i].paper_low);
        assert_false(info.knows_ink);
        assert_false(info.knows_loaded);
        ippDelete(attributes);
    }
}

static const struct {
    const char *from, *to; /* to: in eight bytes */
} texts[] = {
    { "Selphy", "Selphy" },
    { "Selphy 1500", "Selphy " },
    { "Encré", "Encré" },
    { "Encrés x", "Encrés" },
    { "abcdefé", "abcdef" }, /* never half a letter */
    { "a\nb\tc\x7f", "a?b?c?" },
    { "a\xff\xc3z", "a??z" },
    { "\xc0\xaf", "??" }, /* an overlong slash */
    { "\xed\xa0\x80", "???" }, /* half a surrogate pair */
    { "\xf0\x9f\x96\xa8", "\xf0\x9f\x96\xa8" },
    { "\xe2\x82", "??" },
    { "", "" },
};

static void test_texts(void **state)
{
    (void)state;
    char text[8];
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        printer_ipp_text(text, sizeof text, texts[i].from);
        assert_string_equal(text, texts[i].to);
    }
}

static void test_model(void **state)
{
    (void)state;
    char model[PRINTER_TEXT_BYTES];
    printer_ipp_model(model, sizeof model, "Canon SELPHY CP1500 - IPP Everywhere");
    assert_string_equal(model, "Canon SELPHY CP1500");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markers),
        cmocka_unit_test(test_supplies),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_model),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
