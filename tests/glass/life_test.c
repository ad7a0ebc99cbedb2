/* The life of the program: it ends when it is asked to, on any screen, whatever it is doing; nothing
 * that ends it takes an answer along; and it begins again with whatever it finds. */
#include "fuse_stick.h"
#include "mounts.h"
#include "plug.h"

#include "base/clock.h"
#include "run.h"
#include "temp.h"
#include "torture.h"
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

/* --- asked to end --- */

/* One visitor's way to a screen. */
static void go(struct stand *s, const char *wanted)
{
    for (const char *on; strcmp(on = s->g->log.screen, wanted) != 0;) {
        if (strcmp(wanted, "privacy") == 0) {
            stand_tap(s, "attract.privacy", wanted);
        } else if (strcmp(wanted, "pin") == 0) {
            stand_keypad(s);
        } else if (strcmp(on, "attract") == 0) {
            stand_tap(s, "attract.begin", "deck");
        } else if (strcmp(on, "deck") == 0) {
            stand_tap(s, stand_id(s, "deck.card.", 0), "element");
        } else if (strcmp(on, "element") == 0) {
            stand_pick(s, "ethics");
        } else if (strcmp(on, "choice") == 0) {
            stand_select(s, "a");
            stand_tap(s, "choice.confirm", "group");
        } else {
            stand_tap(s, strcmp(wanted, "goodbye") == 0 ? "group.done" : "group.phone", wanted);
        }
    }
}

/* The organiser's, and how each is reached. */
static const struct way {
    const char *screen, *id, *from;
} ways[] = {
    { "keyboard", "meeting.place", "meeting" },
    { "bigscreen", "organiser.bigscreen", "organiser" },
    { "settings", "organiser.settings", "organiser" },
    { "meeting", "organiser.meeting", "organiser" },
    { "printer", "organiser.printer", "organiser" },
    { "stick", "organiser.sticks", "organiser" },
    { "report", "organiser.report", "organiser" },
    { "finish", "organiser.finish", "organiser" },
    { "cards", "meeting.cards", "meeting" },
    { "hands", "bigscreen.hands", "bigscreen" },
    { "selftest", "settings.selftest", "settings" },
};

static void go_organiser(struct stand *s, const char *screen)
{
    if (strcmp(screen, "organiser") == 0)
        return;
    for (size_t i = 0; i < COUNT_OF(ways); i++)
        if (strcmp(screen, ways[i].screen) == 0) {
            go_organiser(s, ways[i].from);
            stand_turn_to(s, arena_printf(s->a, "%s.more", ways[i].from), ways[i].id);
            stand_tap(s, ways[i].id, screen);
        }
}

static void stop_at_last(struct stand *s, int *longest_ms)
{
    stand_stop(s);
    if (s->stopped_in_ms > *longest_ms)
        *longest_ms = s->stopped_in_ms;
}

static void ends_on_every_screen(void **state)
{
    static const char *const screens[] = { "attract", "privacy", "deck", "element", "choice",
        "group", "take_home", "goodbye", "pin" };
    struct stand *s = *state;
    int longest_ms = 0;
    for (size_t i = 0; i < COUNT_OF(screens); i++) {
        stand_start(s);
        go(s, screens[i]);
        stop_at_last(s, &longest_ms);
    }
    assert_int_equal(stand_counted(s, "", "", ""), 3); /* group, take_home, goodbye */
    stand_start(s);
    stand_organise(s);
    stop_at_last(s, &longest_ms);
    long organisers = torture_rounds(3, COUNT_OF(ways));
    for (long i = 0; i < organisers; i++) {
        stand_start(s);
        stand_again(s);
        go_organiser(s, ways[i].screen);
        stop_at_last(s, &longest_ms);
    }
    assert_int_equal(stand_counted(s, "", "", ""), 3);
    torture_seen("power", "the longest from SIGTERM to the end, of all screens",
        arena_printf(s->a, "%d ms", longest_ms));
}

/* Between the tap and the commit, or while a card is being made. */
static void ends_in_the_middle_of_work(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    go(s, "choice");
    stand_select(s, "b");
    glass_tap(s->g, "choice.confirm");
    stand_stop(s);
    int counted = stand_counted(s, "", "ethics", "b");
    assert_in_range(counted, 0, 1);
    stand_start(s);
    go(s, "group");
    glass_tap(s->g, "group.print");
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), counted + 1);
}

enum { PART_BYTES = 100 * 1000, TICK_MS = 20 };

/* The stick is slow to take what it is given: it is asked to end while it waits for that. Then the
 * stick goes, and takes nothing along. */
static void ends_during_an_export(void **state)
{
    struct stand *s = *state;
    const char *drawer = plug_drawer(s, "stick"), *root = plug_path(s, "stick");
    int64_t end_ms = clock_now_ms() + STAND_PATIENCE_MS;
    assert_return_code(mkdir(drawer, 0755), errno);
    assert_return_code(mkdir(root, 0755), errno);
    plug_mark(s, drawer);
    struct fuse_stick *f = fuse_stick_mount(s->a, drawer, root);
    if (f == NULL)
        skip(); /* only a stick that hangs is surely still written */
    stand_start(s);
    stand_visit(s, "ethics", "a");
    stand_organise(s);
    stand_lacks(s, "organiser.pair", "disabled");
    fuse_stick_hold_after(f, PART_BYTES);
    glass_tap(s->g, "organiser.pair"); /* it writes at once */
    while (!fuse_stick_is_held(f)) {
        assert_true(clock_now_ms() < end_ms);
        (void)poll(NULL, 0, TICK_MS);
    }
    assert_return_code(kill(s->g->program, SIGTERM), errno);
    fuse_stick_pull(f);
    struct pollfd ended = { .fd = s->g->program_fd, .events = POLLIN };
    assert_int_equal(poll(&ended, 1, STAND_PATIENCE_MS), 1);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
    assert_string_equal(plug_reads(s, drawer, "pwd"), ""); /* no half bundle that looks whole */
}

/* --- killed --- */

enum { LIFE_LEAST_MS = 100, LIFE_MOST_MS = 2600 };

struct life {
    struct stand *s;
    int64_t end_ms;
    int confirmed, acknowledged;
};

/* False: its time is up. */
static bool tap_on(struct life *l, const char *id, const char *screen)
{
    struct glass *g = l->s->g;
    glass_tap(g, id);
    int64_t left_ms = l->end_ms - clock_now_ms();
    return left_ms > 0 && glass_wait_screen(g, screen, (int)left_ms);
}

static bool answer(struct life *l)
{
    struct glass *g = l->s->g;
    if (!tap_on(l, "element.excellence", "choice"))
        return false;
    glass_tap(g, "choice.c");
    while (glass_has_state(glass_widget(g, "choice.confirm"), "disabled")) {
        int64_t left_ms = l->end_ms - clock_now_ms();
        g->lines_at_input = g->log.lines;
        if (left_ms <= 0 || !glass_wait_next(g, (int)left_ms))
            return false;
    }
    l->confirmed++;
    if (!tap_on(l, "choice.confirm", "group"))
        return false;
    l->acknowledged++;
    return tap_on(l, "group.colleague", "element");
}

/* Somewhere that no answer is being given. */
static void wander(struct life *l, const char *screen)
{
    struct stand *s = l->s;
    if (strcmp(screen, "take_home") != 0) {
        go(s, screen);
        return;
    }
    stand_tap(s, "attract.card", "element");
    stand_choose(s, "excellence", "c");
    l->confirmed = l->acknowledged = 1;
    stand_tap(s, "group.phone", screen);
}

static void choose_another_look(struct stand *s)
{
    glass_tap(s->g, "lang.en");
    stand_speaks(s, "en");
    glass_tap(s->g, "contrast");
    stand_sees(s, "contrast", "chosen");
}

/* Nothing of the visitor before is left on the glass. */
static void looks_as_always(struct stand *s)
{
    const struct glass_log *log = &s->g->log;
    assert_string_equal(log->screen, "attract");
    assert_string_equal(log->lang, "nl");
    for (int i = 0; i < log->widget_count; i++)
        if (glass_has_state(&log->widgets[i], "chosen"))
            assert_string_equal(log->widgets[i].id, "lang.nl");
}

/* One answer is given in peace. How long a life may last, so that most see one on this machine too. */
static int life_most_ms(struct stand *s)
{
    stand_start(s);
    int64_t began_ms = clock_now_ms();
    stand_tap(s, "attract.card", "element");
    stand_choose(s, "excellence", "c");
    int most_ms = 4 * (int)(clock_now_ms() - began_ms);
    stand_stop(s);
    return most_ms > LIFE_MOST_MS ? most_ms : LIFE_MOST_MS;
}

static void killed_at_any_moment(void **state)
{
    static const char *const others[] = { "take_home", "deck", "privacy", "pin" };
    struct stand *s = *state;
    unsigned seed = 11;
    int most_ms = life_most_ms(s), stored = 1, all = 0, longest_ms = 0;
    long kills = torture_rounds(20, 1000);
    for (long i = 0; i < kills; i++) {
        struct life l = { .s = s };
        int64_t began_ms = clock_now_ms();
        stand_start(s);
        int took_ms = (int)(clock_now_ms() - began_ms);
        longest_ms = i > 0 && took_ms > longest_ms ? took_ms : longest_ms;
        looks_as_always(s);
        if (i % 3 == 0)
            choose_another_look(s);
        l.end_ms = clock_now_ms() + LIFE_LEAST_MS + rand_r(&seed) % (most_ms - LIFE_LEAST_MS);
        if (i % 5 == 4)
            wander(&l, others[i / 5 % (long)COUNT_OF(others)]);
        else if (tap_on(&l, "attract.card", "element"))
            while (answer(&l))
                continue;
        glass_kill(s->g);
        int now = stand_counted(s, "", "excellence", "c"); /* by SQLite's own recovery, of a copy */
        assert_in_range(now - stored, l.acknowledged, l.confirmed);
        assert_string_equal(stand_query(s, "PRAGMA integrity_check"), "ok\n");
        stored = now;
        all += l.acknowledged;
    }
    stand_start(s); /* and by ours */
    looks_as_always(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), stored);
    assert_int_equal(stand_published(s, ""), stored / 5 * 5);
    assert_string_equal(temp_list(s->a, s->data), "goedwerk.sqlite lock ");
    print_message("# %d answers seen, %d stored, %ld kills\n", all, stored, kills);
    assert_true(all >= kills / 4);
    torture_figure("power", "kill -9 of the whole kiosk under visitors", kills, kills, 0);
    torture_seen("power", "the longest start after such a kill, until it can be touched",
        arena_printf(s->a, "%d ms", longest_ms));
}

/* --- out of memory --- */

enum { MISTAKE = 99 }; /* one that the sanitizers find */
enum { SPARE_MB = 16, MEMORY_PATIENCE_MS = 1200 * 1000 };

/* What it takes up. */
static long resident_mb(const struct stand *s)
{
    char name[64], line[128];
    long pages = 0;
    (void)snprintf(name, sizeof name, "/proc/%ld/statm", (long)s->g->program);
    FILE *f = fopen(name, "re");
    assert_non_null(f);
    assert_non_null(fgets(line, sizeof line, f));
    assert_int_equal(sscanf(line, "%*d %ld", &pages), 1);
    assert_int_equal(fclose(f), 0);
    return pages * sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

/* A little more than a kiosk takes is all that there is: visitors use it up (what is freed is not
 * given back at once to a sanitized program). It ends by itself, and the next one has every answer. */
static void runs_out_of_memory(void **state)
{
    struct stand *s = *state;
    int stored = 0, all = 0;
    long aborted = 0;
    stand_start(s);
    long limit_mb = resident_mb(s) + SPARE_MB, rounds = torture_rounds(1, 30);
    stand_stop(s);
    for (long i = 0; i < rounds; i++) {
        struct life l = { .s = s, .end_ms = clock_now_ms() + MEMORY_PATIENCE_MS };
        const char *options = arena_printf(s->a,
            "soft_rss_limit_mb=%ld:allocator_may_return_null=1:disable_coredump=1:detect_leaks=0:"
            "exitcode=%d", /* Xlib ends it in the middle of things: no leak is a mistake then */
            limit_mb, MISTAKE);
        assert_return_code(setenv("ASAN_OPTIONS", options, 1), errno);
        s->g->ended = 0;
        stand_start(s);
        assert_return_code(unsetenv("ASAN_OPTIONS"), errno);
        if (tap_on(&l, "attract.card", "element"))
            while (answer(&l))
                continue;
        assert_int_equal(s->g->program, 0);
        if (s->g->ended == MISTAKE || strstr(stand_said(s), "runtime error: ") != NULL)
            fail_msg("it made a mistake once there was no more memory: %s", stand_said(s));
        if (s->g->ended != 128 + SIGABRT && s->g->ended != EXIT_FAILURE) /* Xlib's own end */
            fail_msg("it ended with %d", s->g->ended);
        aborted += s->g->ended == 128 + SIGABRT;
        int now = stand_counted(s, "", "excellence", "c");
        assert_in_range(now - stored, l.acknowledged, l.confirmed);
        assert_string_equal(stand_query(s, "PRAGMA integrity_check"), "ok\n");
        stored = now;
        all += l.acknowledged;
    }
    stand_start(s);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), stored);
    print_message("# %d answers in %ld MB, %ld aborts\n", all, limit_mb, aborted);
    torture_figure(
        "memory", "the whole kiosk runs out of memory under visitors", rounds, rounds, 0);
    torture_seen("memory", "of those, ended by an abort of its own (the others in Xlib)",
        arena_printf(s->a, "%ld of %ld", aborted, rounds));
}

/* --- what it finds --- */

static void a_second_one_is_refused(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    const char *script = arena_printf(s->a,
        "LSAN_OPTIONS=suppressions=%s/leaks DISPLAY=%s build/debug/goedwerk-kiosk --data %s"
        " --window 800x480 2>&1",
        s->g->folder, s->g->display, s->data);
    const char *const argv[] = { "sh", "-c", script, NULL };
    int status = -1;
    const char *said = run_output(s->a, NULL, argv, &status);
    assert_int_equal(status, EX_TEMPFAIL);
    assert_non_null(strstr(
        said, arena_printf(s->a, "the kiosk is running on %s; stop it or use the stick", s->data)));
    stand_visit(s, "ethics", "a"); /* the first one did not notice */
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
}

static void a_damaged_database_is_set_aside(void **state)
{
    struct stand *s = *state;
    const char *path = arena_printf(s->a, "%s/goedwerk.sqlite", s->data);
    const char *aside = arena_printf(s->a, "%s.set-aside-1", path);
    stand_start(s);
    stand_visit(s, "ethics", "a");
    stand_stop(s);
    struct stat before, after;
    assert_return_code(stat(path, &before), errno);
    FILE *f = fopen(path, "r+");
    assert_non_null(f);
    for (long at = 1024; at < before.st_size; at += 512) {
        (void)fseek(f, at, SEEK_SET);
        fputs("rubbish", f);
    }
    assert_int_equal(fclose(f), 0);
    stand_start(s);
    stand_visit(s, "ethics", "b");
    stand_organise(s);
    stand_sees(s, "organiser.set_aside", NULL);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
    assert_return_code(stat(aside, &after), errno); /* nothing is overwritten */
    assert_int_equal(after.st_size, before.st_size);
    stand_start(s);
    stand_hold_wordmark(s);
    stand_pin(s, "123456"); /* the fresh one knows it */
    stand_on(s, "organiser");
    assert_null(glass_widget(s->g, "organiser.set_aside"));
    stand_stop(s);
}

static void a_third_start_in_a_row_is_safe(void **state)
{
    struct stand *s = *state;
    assert_return_code(setenv("RUNTIME_DIRECTORY", s->g->folder, 1), errno);
    for (int i = 0; i < 2; i++) {
        stand_start(s);
        glass_kill(s->g);
    }
    stand_start(s);
    assert_return_code(unsetenv("RUNTIME_DIRECTORY"), errno);
    stand_visit(s, "ethics", "a");
    assert_null(glass_widget(s->g, "group.print")); /* no printer */
    stand_sees(s, "group.phone", NULL);
    stand_organise(s);
    stand_sees(s, "organiser.safe", NULL);
    stand_stop(s);
}

#define AT_A_STAND(test)                                                                           \
    cmocka_unit_test_setup_teardown(test, stand_set_up_stopped, stand_tear_down)

int main(void)
{
    (void)mounts_begin();
    const struct CMUnitTest tests[] = {
        AT_A_STAND(ends_on_every_screen),
        AT_A_STAND(ends_in_the_middle_of_work),
        AT_A_STAND(ends_during_an_export),
        AT_A_STAND(killed_at_any_moment),
        AT_A_STAND(runs_out_of_memory),
        AT_A_STAND(a_second_one_is_refused),
        AT_A_STAND(a_damaged_database_is_set_aside),
        AT_A_STAND(a_third_start_in_a_row_is_safe),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
