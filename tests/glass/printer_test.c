/* The printer as its organiser meets it: a real cupsd, a printer that tells of its ink, a queue that
 * is paused, one of another kind, and visitors who see no more than they can have. */
#include "shop.h"

#include "app/settings.h"
#include "temp.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { PAPER_MS = 20 * 1000, LIMIT = 25 /* the first that there is */, PACK = 50 };

static void row_reads(struct stand *s, const char *id, const char *words)
{
    stand_turn_to(s, "printer.more", id);
    stand_reads(s, id, words);
}

static void push(struct stand *s, const char *id)
{
    stand_turn_to(s, "printer.more", id);
    stand_lacks(s, id, "disabled");
    glass_tap(s->g, id);
}

/* From the page of the printer to a visitor's group, and back. */
static void visitor_comes(struct stand *s)
{
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.lock", "attract");
    stand_visit(s, "ethics", "a");
}

static void organiser_comes(struct stand *s)
{
    stand_leave(s);
    stand_again(s);
}

static void test_card_comes_out(struct shop *f, int sheets)
{
    push(f->s, "printer.test");
    assert_true(lab_wait(f->lab, lab_sheets, sheets, PAPER_MS));
    assert_true(lab_wait(f->lab, lab_busy, 0, PAPER_MS));
}

static void a_test_card_and_ink(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    lab_says(f->lab, "ATTR: marker-colors=#000000,#00FFFF\nATTR: marker-levels=80,42\n"
                     "ATTR: marker-names=Zwart,Cyaan\nATTR: marker-types=ink,ink\n");
    stand_organise(s);
    stand_tap(s, "organiser.printer", "printer");
    stand_reads(s, "printer.state", "De printer is klaar");
    test_card_comes_out(f, 1);
    const char *text = stand_pdf_text(s, arena_printf(s->a, "%s/last.pdf", lab_folder(f->lab)));
    assert_non_null(strstr(text, "Proefkaart"));
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.printer", "printer");
    row_reads(s, "printer.sheets.line", "inkt 42%"); /* of the emptiest */
    row_reads(s, "printer.sheets.line", "A6");
    push(s, "printer.pack");
    row_reads(s, "printer.sheets", arena_printf(s->a, "%d vellen", PACK));
}

static void a_paused_queue_goes_on(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    lab_run(f->lab, (const char *[]){ "cupsdisable", LAB_QUEUE, NULL });
    row_reads(s, "printer.state", "De printer staat stil");
    visitor_comes(s);
    stand_sees(s, "group.phone", NULL);
    stand_lacks(s, "group.print", NULL);
    organiser_comes(s);
    stand_reads(s, "organiser.printer_state", "De printer staat stil");
    stand_tap(s, "organiser.printer", "printer");
    push(s, "printer.refilled");
    stand_reads(s, "printer.state", "De printer is klaar");
    test_card_comes_out(f, 2);
}

static void switched_off(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    push(s, "printer.off");
    row_reads(s, "printer.switch", "De printer is uitgezet");
    visitor_comes(s);
    stand_sees(s, "group.phone", NULL);
    stand_lacks(s, "group.print", NULL);
    organiser_comes(s);
    stand_reads(s, "organiser.printer_state", "De printer is uitgezet");
    stand_tap(s, "organiser.printer", "printer");
    push(s, "printer.off");
    row_reads(s, "printer.switch", "De printer staat aan");
}

/* As many cards as that have been printed today. */
static void print_behind_its_back(struct stand *s, uint32_t cards)
{
    enum store_origin origin;
    struct store *store = store_open(s->data, &origin, NULL);
    assert_non_null(store);
    bool kept = settings_keep_printed(store, &(struct printed){ cards, cards, PACK }, NULL);
    store_close(store);
    assert_true(kept);
}

/* One card below the limit, and at it. */
static void a_limit_a_day(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    push(s, "printer.limit_other");
    row_reads(s, "printer.limit.line", arena_printf(s->a, "Hoogstens %d", LIMIT));
    stand_stop(s);
    print_behind_its_back(s, LIMIT - 1);
    stand_start(s);
    stand_visit(s, "ethics", "a");
    stand_tap(s, "group.print", "take_home");
    stand_reads(s, "take_home.title", "Pak je kaart");
    assert_int_equal(lab_sheets(f->lab), 3);
    stand_leave(s);
    stand_visit(s, "ethics", "a");
    stand_sees(s, "group.phone", NULL);
    stand_lacks(s, "group.print", NULL);
    organiser_comes(s);
    stand_reads(s, "organiser.printer_state", "Genoeg kaarten voor vandaag");
    stand_tap(s, "organiser.printer", "printer");
    row_reads(s, "printer.limit.line", arena_printf(s->a, "Vandaag geprint: %d", LIMIT));
    push(s, "printer.limit_other");
    row_reads(s, "printer.limit.line", arena_printf(s->a, "Hoogstens %d", 2 * LIMIT));
}

/* The row of the plain queue, or of the other one. */
static const char *found(struct stand *s, bool plain)
{
    for (int i = 0;; i++) {
        const char *id = arena_printf(s->a, "printer.found.%d", i);
        stand_turn_to(s, "printer.more", id);
        if ((strncmp(stand_label(s, id), "Lab:", 4) == 0) == plain)
            return id;
    }
}

static void another_one_is_chosen(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    const char *out = lab_add_plain_queue(f->lab);
    assert_true(!temp_exists(out));
    stand_tap(s, "nav.back", "organiser");
    stand_tap(s, "organiser.printer", "printer");
    const char *other = found(s, true);
    glass_tap(s->g, other);
    stand_reads(s, other, "Deze is gekozen");
    push(s, "printer.test");
    stand_awaits(s, out, true);
    assert_int_equal(lab_sheets(f->lab), 3);
    stand_stop(s);
    stand_start(s); /* it stays chosen */
    stand_again(s);
    stand_tap(s, "organiser.printer", "printer");
    stand_reads(s, found(s, true), "Deze is gekozen");
    glass_tap(s->g, found(s, false));
    row_reads(s, "printer.sheets.line", "inkt 42%");
    test_card_comes_out(f, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_test_card_and_ink),
        cmocka_unit_test(a_paused_queue_goes_on),
        cmocka_unit_test(switched_off),
        cmocka_unit_test(a_limit_a_day),
        cmocka_unit_test(another_one_is_chosen),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, shop_set_up_a6, shop_tear_down);
}
