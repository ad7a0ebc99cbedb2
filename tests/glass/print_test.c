/* A visit that ends on paper: the real program, a real cupsd, and a printer that runs out of paper. */
#include "shop.h"

#include "run.h"
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { PAPER_MS = 60 * 1000, WORDS = 4 };

/* What stands on the cards that were asked for. */
struct notes {
    const char *words[WORDS];
};

static void answer_and_print(struct shop *f)
{
    struct stand *s = f->s;
    struct notes *n = f->notes;
    stand_tap(s, "attract.card", "element");
    n->words[0] = stand_label(s, "story.title");
    stand_pick(s, "ethics");
    n->words[1] = stand_label(s, "choice.element");
    n->words[2] = stand_label(s, "choice.b") + 1; /* "Ik zou het …": its capital is gone */
    stand_select(s, "b");
    stand_tap(s, "choice.confirm", "group");
    n->words[3] = stand_label(s, "group.question");
    stand_sees(s, "group.print", NULL);
    stand_tap(s, "group.print", "take_home");
}

static void a_card_comes_out(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    const struct notes *n = f->notes;
    answer_and_print(f);
    stand_reads(s, "take_home.title", "Pak je kaart");
    assert_int_equal(lab_sheets(f->lab), 1);
    const char *text = stand_pdf_text(s, arena_printf(s->a, "%s/last.pdf", lab_folder(f->lab)));
    for (int i = 0; i < WORDS; i++)
        if (strstr(text, n->words[i]) == NULL)
            fail_msg("no \"%s\" on \"%s\"", n->words[i], text);
    stand_leave(s);
}

static void a_printer_without_paper(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 0);
    lab_hold(f->lab, true); /* nothing comes out of a printer without paper */
    answer_and_print(f);
    stand_reads(s, "take_home.title", "Het papier is op");
    stand_tap(s, "take_home.phone", "take_home");
    stand_sees(s, "take_home.qr", NULL);
    stand_leave(s);
    assert_true(lab_wait(f->lab, lab_jobs, 0, PAPER_MS)); /* cancelled: not for the next one */
    stand_organise(s);
    stand_reads(s, "organiser.printer_state", "Het papier is op");
    const char *told = stand_label(s, "organiser.printer_state");
    lab_hold(f->lab, false);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
    assert_true(lab_wait(f->lab, lab_busy, 0, PAPER_MS));
    stand_turns(s, "organiser.printer_state", told);
    stand_tap(s, "organiser.lock", "attract");
    assert_int_equal(lab_sheets(f->lab), 1);
}

static void and_filled_up_again(void **state)
{
    struct shop *f = *state;
    answer_and_print(f);
    stand_reads(f->s, "take_home.title", "Pak je kaart");
    assert_int_equal(lab_sheets(f->lab), 2);
    stand_leave(f->s);
}

static void asked_to_end_while_it_prints(void **state)
{
    struct shop *f = *state;
    int taken = lab_taken(f->lab);
    lab_hold(f->lab, true);
    answer_and_print(f);
    assert_true(lab_wait(f->lab, lab_taken, taken + 1, PAPER_MS));
    stand_stop(f->s);
    lab_hold(f->lab, false);
    assert_true(lab_wait(f->lab, lab_jobs, 0, PAPER_MS));
    stand_start(f->s);
}

/* A finger that believes in more: the card that is asked for once, twice … comes once. */
static void a_flood_of_taps(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    int taken = lab_taken(f->lab), sheets = lab_sheets(f->lab);
    lab_hold(f->lab, true);
    answer_and_print(f);
    for (int i = 0; i < 4; i++) {
        stand_tap(s, "nav.back", "group");
        stand_sees(s, "group.print", "disabled");
        for (int j = 0; j < 5; j++)
            glass_tap(s->g, "group.print");
        stand_tap(s, "group.phone", "take_home");
    }
    lab_hold(f->lab, false);
    assert_true(lab_wait(f->lab, lab_sheets, sheets + 1, PAPER_MS));
    assert_true(lab_wait(f->lab, lab_jobs, 0, PAPER_MS));
    assert_int_equal(lab_taken(f->lab), taken + 1);
    stand_leave(s);
}

/* Calm words, and another way to keep the card. */
static void is_let_down_kindly(struct stand *s)
{
    stand_reads(s, "take_home.title", "Printen lukt nu niet");
    stand_reads(s, "take_home.line", "niet aan jou");
    stand_tap(s, "take_home.phone", "take_home");
    stand_sees(s, "take_home.qr", NULL);
    stand_leave(s);
}

static void hold_one(struct shop *f)
{
    int taken = lab_taken(f->lab);
    lab_hold(f->lab, true);
    answer_and_print(f);
    assert_true(lab_wait(f->lab, lab_taken, taken + 1, PAPER_MS));
}

/* The next visitor's card is his own, and comes alone. */
static void and_goes_on(struct shop *f)
{
    assert_true(lab_wait(f->lab, lab_busy, 0, PAPER_MS));
    int sheets = lab_sheets(f->lab);
    answer_and_print(f);
    stand_reads(f->s, "take_home.title", "Pak je kaart");
    assert_int_equal(lab_sheets(f->lab), sheets + 1);
    stand_leave(f->s);
}

static void cups_falls_while_it_prints(void **state)
{
    struct shop *f = *state;
    int sheets = lab_sheets(f->lab);
    hold_one(f);
    lab_cups_end(f->lab, SIGKILL);
    lab_cups_start(f->lab);
    is_let_down_kindly(f->s);
    lab_hold(f->lab, false);
    assert_true(lab_wait(f->lab, lab_busy, 0, PAPER_MS));
    assert_int_equal(lab_sheets(f->lab), sheets); /* taken back */
    and_goes_on(f);
}

static void the_printer_is_back(struct shop *f)
{
    lab_printer_start(f->lab, LAB_PHOTO);
    lab_load(f->lab, "iso_a6_105x148mm", NULL, 100);
}

static void pulled_out_while_it_prints(void **state)
{
    struct shop *f = *state;
    hold_one(f);
    lab_printer_kill(f->lab);
    is_let_down_kindly(f->s);
    lab_hold(f->lab, false);
    the_printer_is_back(f);
    and_goes_on(f);
}

/* Nobody is offered what cannot be had; the visit goes on without. */
static void pulled_out_before(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    stand_visit(s, "ethics", "a");
    stand_sees(s, "group.print", NULL);
    lab_printer_kill(f->lab);
    stand_lacks(s, "group.print", NULL);
    stand_tap(s, "group.phone", "take_home");
    stand_sees(s, "take_home.qr", NULL);
    stand_leave(s);
    the_printer_is_back(f);
    and_goes_on(f);
}

/* Of cupsd's files: what the printer got is the visitor's own. */
static const char *files_with(struct shop *f, const char *words)
{
    static const char script[] = "cd \"$0\" && grep -r -l -a -i -F -D skip --exclude=last.pdf"
                                 " --exclude-dir=received -e \"$1\" . || true";
    const char *const argv[] = { "sh", "-c", script, lab_folder(f->lab), words, NULL };
    int status = -1;
    const char *found = run_output(f->s->a, NULL, argv, &status);
    assert_int_equal(status, 0);
    return found;
}

static void nothing_is_left_behind(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    const struct notes *n = f->notes;
    assert_true(lab_spool_is_empty(f->lab));
    assert_true(lab_title_is(f->lab, "Goed Werk"));
    for (int i = 0; i < WORDS; i++) {
        assert_string_equal(files_with(f, n->words[i]), "");
        assert_null(strstr(stand_said(s), n->words[i]));
    }
}

static int open_shop(void **state)
{
    return shop_set_up(state, "iso_a6_105x148mm", sizeof(struct notes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_card_comes_out),
        cmocka_unit_test(a_printer_without_paper),
        cmocka_unit_test(and_filled_up_again),
        cmocka_unit_test(asked_to_end_while_it_prints),
        cmocka_unit_test(a_flood_of_taps),
        cmocka_unit_test(cups_falls_while_it_prints),
        cmocka_unit_test(pulled_out_while_it_prints),
        cmocka_unit_test(pulled_out_before),
        cmocka_unit_test(nothing_is_left_behind),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_shop, shop_tear_down);
}
