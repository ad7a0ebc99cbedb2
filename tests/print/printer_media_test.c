/* Which paper a card is printed on, from what a printer reports. */
#include "platform/printer_media.h"

#include "base/attributes.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* One size as a collection: a range where max is given. */
static void add_size(ipp_t *attributes, const char *name, int width, int length_min, int length_max)
{
    ipp_t *size = ippNew(), *col = ippNew();
    ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "x-dimension", width);
    if (length_max > length_min)
        ippAddRange(size, IPP_TAG_ZERO, "y-dimension", length_min, length_max);
    else
        ippAddInteger(size, IPP_TAG_ZERO, IPP_TAG_INTEGER, "y-dimension", length_min);
    ippAddCollection(col, IPP_TAG_ZERO, "media-size", size);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-left-margin", 150);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-right-margin", 250);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-top-margin", 0);
    ippAddInteger(col, IPP_TAG_ZERO, IPP_TAG_INTEGER, "media-bottom-margin", 0);
    ipp_attribute_t *list = ippFindAttribute(attributes, name, IPP_TAG_BEGIN_COLLECTION);
    if (list == NULL)
        ippAddCollection(attributes, IPP_TAG_PRINTER, name, col);
    else
        ippSetCollection(attributes, &list, ippGetCount(list), col);
    ippDelete(size);
    ippDelete(col);
}

static const struct {
    int width, length_min, length_max;
    bool found;
    struct paper paper;
} sheets[] = {
    { 10500, 14800, 0, true, { PAPER_A6, 10500, 14800, 250 } },
    { 10300, 15000, 0, true, { PAPER_A6, 10300, 15000, 250 } }, /* 2 mm off, both ways */
    { 10290, 14800, 0, false, { 0 } },
    { 10200, 15200, 0, true, { PAPER_10X15, 10200, 15200, 250 } },
    { 8000, 2500, 200000, true, { PAPER_ROLL_80, 8000, 20000, 250 } },
    { 7200, 2500, 15000, true, { PAPER_ROLL_80, 7200, 15000, 250 } },
    { 8000, 29700, 0, true, { PAPER_ROLL_80, 8000, 29700, 250 } },
    { 5800, 2500, 200000, false, { 0 } }, /* the narrow till roll */
    { 10500, 12000, 20000, false, { 0 } }, /* a range is no sheet of A6 */
    { 29700, 42000, 0, false, { 0 } },
};

static void test_sizes(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sheets); i++) {
        struct paper paper = { .kind = PAPER_KIND_COUNT };
        ipp_t *attributes = ippNew();
        add_size(attributes, "media-col-ready", sheets[i].width, sheets[i].length_min,
            sheets[i].length_max);
        bool found = printer_media_choose(attributes, true, PAPER_AUTOMATIC, &paper);
        assert_int_equal(found, sheets[i].found);
        if (found) {
            assert_memory_equal(&paper, &sheets[i].paper, sizeof paper);
            assert_true(printer_media_has(attributes, true, &paper));
        }
        assert_false(printer_media_has(attributes, true,
            &(struct paper){ .kind = PAPER_A4, .width = 21000, .length = 29700 }));
        ippDelete(attributes);
    }
}

static void test_what_is_loaded_beats_what_is_supported(void **state)
{
    (void)state;
    struct paper paper;
    ipp_t *attributes = ippNew();
    add_size(attributes, "media-col-database", 10500, 14800, 0);
    assert_true(printer_media_choose(
        attributes, true, PAPER_AUTOMATIC, &paper)); /* nothing else is known */
    assert_int_equal(paper.kind, PAPER_A6);
    ippAddString(
        attributes, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "media-default", NULL, "iso_a5_148x210mm");
    assert_true(printer_media_choose(attributes, true, PAPER_AUTOMATIC, &paper));
    assert_int_equal(paper.kind, PAPER_A5);
    add_size(attributes, "media-col-ready", 21000, 29700, 0);
    assert_true(printer_media_choose(attributes, true, PAPER_AUTOMATIC, &paper));
    assert_int_equal(paper.kind, PAPER_A4);
    assert_true(printer_media_choose(
        attributes, false, PAPER_AUTOMATIC, &paper)); /* CUPS's list is made up */
    assert_int_equal(paper.kind, PAPER_A5);
    ippDelete(attributes);
}

static void test_a_kind_that_is_asked_for(void **state)
{
    (void)state;
    struct paper paper;
    ipp_t *attributes = ippNew();
    ippAddString(
        attributes, IPP_TAG_PRINTER, IPP_TAG_KEYWORD, "media-default", NULL, "iso_a6_105x148mm");
    add_size(attributes, "media-col-database", 21000, 29700, 0);
    add_size(attributes, "media-col-database", 10000, 15000, 0);
    assert_false(printer_media_choose(attributes, true, PAPER_A5, &paper));
    assert_true(printer_media_choose(attributes, true, PAPER_A6, &paper)); /* the default */
    assert_int_equal(paper.width, 10500);
    assert_true(printer_media_choose(attributes, true, PAPER_A4, &paper)); /* supported */
    assert_int_equal(paper.width, 21000);
    assert_true(printer_media_has(attributes, true, &paper));
    assert_true(printer_media_choose(attributes, true, PAPER_10X15, &paper));
    assert_int_equal(paper.width, 10000);

    /* Now it tells what is in: nothing else counts. */
    add_size(attributes, "media-col-ready", 14800, 21000, 0);
    assert_true(printer_media_choose(attributes, true, PAPER_A5, &paper));
    assert_false(printer_media_choose(attributes, true, PAPER_A4, &paper));
    assert_false(printer_media_choose(attributes, true, PAPER_A6, &paper));
    assert_true(printer_media_choose(attributes, false, PAPER_A4, &paper)); /* CUPS made it up */
    ippDelete(attributes);
}

static void test_what_is_loaded(void **state)
{
    (void)state;
    struct paper list[PAPER_KIND_COUNT];
    ipp_t *attributes = ippNew();
    assert_int_equal(printer_media_loaded(attributes, list), -1);
    add_size(attributes, "media-col-ready", 21000, 29700, 0);
    assert_int_equal(printer_media_loaded(attributes, list), 1);
    add_size(attributes, "media-col-ready", 8000, 2500, 200000);
    add_size(attributes, "media-col-ready", 10000, 15000, 0);
    add_size(attributes, "media-col-ready", 10160, 15240, 0);
    add_size(attributes, "media-col-ready", 12700, 17800, 0); /* nothing for us */
    assert_int_equal(printer_media_loaded(attributes, list), 3);
    assert_int_equal(list[0].kind, PAPER_10X15);
    assert_int_equal(list[0].width, 10160);
    assert_int_equal(list[1].kind, PAPER_ROLL_80);
    assert_int_equal(list[2].kind, PAPER_A4);
    ippDelete(attributes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_what_is_loaded_beats_what_is_supported),
        cmocka_unit_test(test_a_kind_that_is_asked_for),
        cmocka_unit_test(test_what_is_loaded),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
