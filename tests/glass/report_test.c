/* The report, from the glass to paper, to the stick and to the command line: once, the same each
 * time, and with the figures that were published. */
#include "plug.h"
#include "shop.h"

#include "base/attributes.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#define FIRST "een-op-de-vijf"
#define SECOND "vier-minuten"

enum { PAPER_MS = 20 * 1000, PAGES = 4 };

struct notes {
    const char *paper; /* what stands on the printed one */
};

static void fill(struct stand *s)
{
    stand_fill(s, FIRST, ELEMENT_ETHICS, CHOICE_A, 13);
    stand_fill(s, FIRST, ELEMENT_EXCELLENCE, CHOICE_B, 7);
    stand_fill(s, FIRST, ELEMENT_ENGAGEMENT, CHOICE_B, 4); /* not published yet */
    stand_fill(s, SECOND, ELEMENT_ENGAGEMENT, CHOICE_C, 7);
}

static void it_comes_out_once(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    stand_tap(s, "organiser.report", "report");
    stand_tap(s, "report.report", "report");
    stand_reads(s, "report.report.row.line", "Het is geprint");
    assert_true(lab_wait(f->lab, lab_busy, 0, PAPER_MS));
    assert_true(lab_wait(f->lab, lab_jobs, 0, PAPER_MS));
    assert_int_equal(lab_sheets(f->lab), 1);
    stand_lacks(s, "report.report", "disabled"); /* and may be asked for again */
    ((struct notes *)f->notes)->paper =
        stand_pdf_text(s, arena_printf(s->a, "%s/last.pdf", lab_folder(f->lab)));
}

static void has(const char *text, const char *words)
{
    assert_non_null(text);
    if (strstr(text, words) == NULL)
        fail_msg("no \"%s\" in: %s", words, text);
}

/* 20 of 24 and 5 of 7; from 20 on in percentages and with a table. */
static void with_what_is_published(void **state)
{
    struct shop *f = *state;
    const struct notes *n = f->notes;
    has(n->paper, "Goed Werk Hub");
    has(n->paper, arena_printf(f->s->a, "%d / %d", PAGES, PAGES));
    has(n->paper, "25 antwoorden op 2 dilemma’s");
    has(n->paper, "20 antwoorden · ");
    has(n->paper, "5 antwoorden");
    has(n->paper, "65%"); /* 13 of 20 */
    has(n->paper, "35%");
    has(n->paper, "5 van de 5");
    assert_null(strstr(n->paper, "24 antwoorden"));
    assert_null(strstr(n->paper, "7 antwoorden"));
}

static void the_same_on_the_stick(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    const struct notes *n = f->notes;
    const char *root = plug_in(s, "stick");
    stand_tap(s, "nav.back", "organiser");
    stand_sees(s, "organiser.pair", NULL);
    glass_tap(s->g, "organiser.pair");
    stand_reads(s, "organiser.stick.line", "Je kunt de stick eruit halen");
    assert_true(plug_is_whole(s, root));
    const char *folder = plug_reads(s, root, "printf %s \"$PWD\"");
    const char *file = arena_printf(s->a, "%s/verslag.pdf", folder);
    assert_int_equal(strlen(stand_pdf_text(s, file)), strlen(n->paper));
    for (int page = 1; page <= PAGES;
         page++) /* CUPS prints the last one first, for a pile face up */
        has(n->paper,
            plug_shell(s, folder,
                arena_printf(s->a, "pdftotext -raw -f %d -l %d verslag.pdf - | tr -s ' \\n\\f' ' '",
                    page, page)));
}

static void the_same_from_the_command_line(void **state)
{
    struct stand *s = ((struct shop *)*state)->s;
    const char *root = plug_path(s, "stick"), *to = arena_printf(s->a, "%s/report", s->g->folder);
    stand_tap(s, "organiser.lock", "attract");
    stand_stop(s);
    const char *said = plug_shell(s, ".",
        arena_printf(s->a, "build/debug/goedwerk report --data '%s' --to '%s'", s->data, to));
    has(said, "files");
    static const char *const files[] = { "verslag.pdf", "resultaten.xlsx", "resultaten.csv",
        "mailtekst.txt", "beelden/" FIRST ".png", "beelden/" SECOND ".png",
        "papier/spiekbriefje.pdf", "papier/verhalen.pdf" };
    for (size_t i = 0; i < COUNT_OF(files); i++) {
        const char *same = plug_reads(
            s, root, arena_printf(s->a, "cmp %s '%s/%s' && echo same", files[i], to, files[i]));
        if (strcmp(same, "same\n") != 0)
            fail_msg("%s is another", files[i]);
    }
}

static int open_shop(void **state)
{
    (void)shop_set_up(state, "iso_a4_210x297mm", sizeof(struct notes));
    struct stand *s = ((struct shop *)*state)->s;
    stand_organise(s);
    stand_stop(s);
    fill(s);
    stand_start(s);
    stand_again(s);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_comes_out_once),
        cmocka_unit_test(with_what_is_published),
        cmocka_unit_test(the_same_on_the_stick),
        cmocka_unit_test(the_same_from_the_command_line),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_shop, shop_tear_down);
}
