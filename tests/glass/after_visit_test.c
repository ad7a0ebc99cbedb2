/*
 * A whole machine after visits that printed, took a code along and filled a stick: kiosk, cupsd and
 * their logs, spool and temporary files tell nothing of what was read or chosen; and while all of them
 * are at work, nobody on a network can talk to the kiosk. Its rights are those of nobody.
 */
#include "plug.h"
#include "shop.h"
#include "sockets.h"
#include "words.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PAPER_MS = 60 * 1000 };

struct notes {
    struct words words;
    long looks; /* at sockets */
};

/* The ui-log was asked for; a stick has what is published, and is the organiser's. */
static const char *const kiosks_own[] = { "--exclude=ui.log", "--exclude-dir=sticks",
    "--exclude-dir=drawer-stick", NULL };

/* What the printer itself has: the sheet, and what it tells. */
static const char *const printers_own[] = { "--exclude-dir=received", "--exclude-dir=out",
    "--exclude=last.pdf", "--exclude=ippeveprinter", "--exclude-dir=cups-drivers", NULL };

/* --- who may come in --- */

static void nobody_can_call(struct shop *f)
{
    pid_t pid = f->s->g->program;
    assert_true(sockets_count(pid) > 0); /* of X, at least */
    assert_string_equal(sockets_offered(f->s->a, pid), "");
    ((struct notes *)f->notes)->looks++;
}

/* The test itself listens for a moment: it would be seen. */
static void a_listener_would_be_seen(void **state)
{
    struct shop *f = *state;
    const char *const argv[] = { "perl", "-MIO::Socket::INET", "-e",
        "my $s = IO::Socket::INET->new(Listen => 1, LocalAddr => '127.0.0.1') or exit 1;"
        "print $s->sockport, qq(\\n); $| = 1; print qq(\\n); sleep 600",
        NULL };
    int ends[2];
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &byte, 1), 1);
    assert_non_null(strstr(sockets_offered(f->s->a, child), "tcp: "));
    assert_non_null(strstr(sockets_offered(f->s->a, getpid()), "tcp: ")); /* among its children */
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
    close(ends[0]);
}

/* The words behind name in what the kernel says of the program. */
static const char *status_of(struct shop *f, const char *name)
{
    struct stand *s = f->s;
    const char *line = plug_shell(s, arena_printf(s->a, "/proc/%d", (int)s->g->program),
        arena_printf(s->a, "sed -n 's/^%s:[[:space:]]*//p' status", name));
    assert_true(line[0] != '\0');
    return line;
}

static void it_is_nobody(void **state)
{
    struct shop *f = *state;
    unsigned ids[4];
    assert_int_equal(
        sscanf(status_of(f, "Uid"), "%u %u %u %u", &ids[0], &ids[1], &ids[2], &ids[3]), 4);
    for (int i = 0; i < 4; i++)
        assert_int_not_equal(ids[i], 0);
    assert_int_equal(strtoull(status_of(f, "CapEff"), NULL, 16), 0);
    assert_int_equal(strtoull(status_of(f, "CapPrm"), NULL, 16), 0);
}

/* --- visits --- */

static void visit(struct shop *f, const char *element, const char *choice, int sheets)
{
    struct stand *s = f->s;
    struct notes *n = f->notes;
    stand_tap(s, "attract.card", "element");
    words_of_answer(&n->words, s, element, choice);
    lab_hold(f->lab, true);
    stand_tap(s, "group.print", "take_home");
    assert_true(lab_wait(f->lab, lab_taken, sheets, PAPER_MS));
    nobody_can_call(f); /* in the middle of a job */
    lab_hold(f->lab, false);
    stand_reads(s, "take_home.title", "Pak je kaart");
    assert_true(lab_wait(f->lab, lab_sheets, sheets, PAPER_MS));
    stand_tap(s, "nav.back", "group");
    stand_tap(s, "group.phone", "take_home");
    stand_sees(s, "take_home.qr", NULL);
    nobody_can_call(f);
    stand_leave(s);
}

static void visits_and_a_stick(void **state)
{
    struct shop *f = *state;
    struct stand *s = f->s;
    const struct notes *n = f->notes;
    nobody_can_call(f);
    stand_organise(s);
    const char *root = plug_in(s, "stick");
    stand_sees(s, "organiser.pair", NULL);
    glass_tap(s->g, "organiser.pair");
    stand_reads(s, "organiser.stick.line", "Je kunt de stick eruit halen");
    plug_out(s, "stick");
    stand_reads(s, "organiser.stick", "Geen USB-stick");
    stand_tap(s, "organiser.lock", "attract");
    visit(f, "ethics", "b", 1);
    visit(f, "excellence", "a", 2);
    assert_true(n->words.count >= 8);
    stand_again(s);
    plug_back(s, "stick");
    stand_reads(s, "organiser.stick.line", "Je kunt de stick eruit halen");
    nobody_can_call(f);
    assert_true(plug_is_whole(s, root));
    stand_tap(s, "organiser.lock", "attract");
    assert_true(lab_wait(f->lab, lab_jobs, 0, PAPER_MS));
    assert_true(n->looks >= 6);
}

/* --- what they leave behind --- */

/* The counts are in the database and its log, and nowhere else. */
static bool is_the_database_alone(const char *found)
{
#define DATABASE "./data/goedwerk.sqlite\n"
#define DATABASE_LOG "./data/goedwerk.sqlite-wal\n"
    static const char *const allowed[] = { "", DATABASE, DATABASE_LOG, DATABASE DATABASE_LOG,
        DATABASE_LOG DATABASE };
    for (size_t i = 0; i < COUNT_OF(allowed); i++)
        if (strcmp(found, allowed[i]) == 0)
            return true;
    return false;
}

static void holds_no_words(struct shop *f)
{
    const struct notes *n = f->notes;
    struct stand *s = f->s;
    for (int i = 0; i < n->words.count; i++) {
        assert_string_equal(words_found(s, s->g->folder, n->words.list[i], kiosks_own), "");
        assert_string_equal(words_found(s, lab_folder(f->lab), n->words.list[i], printers_own), "");
    }
    for (int i = 0; i < WORDS_KEYS; i++) {
        const char *found = words_found(s, s->g->folder, words_keys[i], kiosks_own);
        if (!is_the_database_alone(found))
            fail_msg("%s is in %s", words_keys[i], found);
        assert_string_equal(words_found(s, lab_folder(f->lab), words_keys[i], printers_own), "");
    }
}

/* A card that was kept would not be found by its words: a PDF is packed. */
static void holds_no_sheet(struct shop *f)
{
    struct stand *s = f->s;
    assert_true(lab_spool_is_empty(f->lab));
    assert_string_equal(words_found(s, s->g->folder, "%PDF-", kiosks_own), "");
    assert_string_equal(words_found(s, lab_folder(f->lab), "%PDF-", printers_own), "");
}

/* Or the search finds nothing because it looks nowhere. */
static void it_looks_where_there_is_something(struct shop *f)
{
    struct stand *s = f->s;
    assert_string_not_equal(words_found(s, s->g->folder, words_keys[0], NULL), "");
    assert_string_not_equal(words_found(s, lab_folder(f->lab), "%PDF-", NULL), "");
    /* Of which cupsd complains at each start. */
    assert_non_null(
        strstr(words_found(s, lab_folder(f->lab), "pstops", printers_own), "./log/error"));
}

static void nothing_tells_of_them(void **state)
{
    struct shop *f = *state;
    it_looks_where_there_is_something(f);
    for (int round = 0; round < 2; round++) { /* while it runs, and after its end */
        holds_no_words(f);
        holds_no_sheet(f);
        if (round == 0)
            stand_stop(f->s);
    }
    const char *found = words_found(f->s, f->s->g->folder, words_keys[0], kiosks_own);
    assert_string_equal(found, "./data/goedwerk.sqlite\n");
    assert_true(lab_title_is(f->lab, "Goed Werk"));
}

static int open_shop(void **state)
{
    return shop_set_up(state, "iso_a6_105x148mm", sizeof(struct notes));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_listener_would_be_seen),
        cmocka_unit_test(it_is_nobody),
        cmocka_unit_test(visits_and_a_stick),
        cmocka_unit_test(nothing_tells_of_them),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, open_shop, shop_tear_down);
}
