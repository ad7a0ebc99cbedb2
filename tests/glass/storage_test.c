/* The disk that the counts are on: full, read-only, or with a database that another made. The kiosk
 * starts and shows its stories each time, never says that it saved what it did not, and tells why. */
#include "stand.h"

#include "core/pin.h"
#include "mounts.h"
#include "run.h"
#include "temp.h"
#include "words.h"
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka.h needs the three above */
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What was chosen is in no line of the program's, whether it could be saved or not. */
static void says_no_answer(struct stand *s)
{
    const char *said = stand_said(s);
    assert_non_null(strstr(said, "an answer could not be saved"));
    for (int i = 0; i < WORDS_KEYS; i++)
        if (strstr(said, words_keys[i]) != NULL)
            fail_msg("%s is in what it said: %s", words_keys[i], said);
}

/* --- full --- */

static void fill(const char *path)
{
    static char bytes[64 * 1024];
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    assert_return_code(fd, errno);
    for (size_t len = sizeof bytes; len > 0;)
        if (write(fd, bytes, len) < 0)
            len /= 2;
    close(fd);
}

/* A try that cannot be written down is no wrong one, costs no time, and lets nobody in: the keypad
 * says why. From attract to attract. */
static void the_keypad_says_why(struct stand *s)
{
    stand_hold_wordmark(s);
    for (int i = 0; i <= PIN_FREE_TRIES; i++) {
        stand_pin(s, i == 0 ? "654321" : "123456");
        stand_sees(s, "pin.ok", "disabled");
        stand_reads(s, "pin.line", "De geheugenkaart is vol of stuk");
        assert_string_equal(s->g->log.screen, "pin");
    }
    stand_tap(s, "nav.back", "attract");
}

static void a_full_disk_is_told(void **state)
{
    struct stand *s = *state;
    assert_return_code(mkdir(s->data, 0755), errno);
    if (!mounts_memory(s->data, "size=8m,mode=777"))
        skip(); /* no small disk on this machine */
    stand_start(s);
    stand_organise(s);
    assert_null(glass_widget(s->g, "organiser.reserve"));
    stand_stop(s);
    fill(arena_printf(s->a, "%s/other", s->data));
    stand_start(s);
    stand_answer(s, "ethics", "a", 5); /* counted: the meeting goes on */
    stand_again(s);
    stand_sees(s, "organiser.reserve", NULL);
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "ethics", "a"), 5);

    /* the room that was kept is used up too */
    fill(arena_printf(s->a, "%s/other", s->data));
    stand_start(s);
    the_keypad_says_why(s);
    stand_tap(s, "attract.card", "element");
    stand_pick(s, "ethics");
    stand_select(s, "b");
    glass_tap(s->g, "choice.confirm");
    stand_sees(s, "choice.failed", NULL);
    assert_return_code(unlink(arena_printf(s->a, "%s/other", s->data)), errno);
    stand_tap(s, "choice.confirm", "group"); /* again */
    stand_leave(s);
    stand_again(s); /* and the PIN is the one that it was */
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "ethics", "b"), 1);
    says_no_answer(s);
    mounts_pull(s->data);
}

/* --- read-only --- */

/* From attract to attract. No PIN can be read, so none is asked; nor can another be set. */
static void the_organiser_is_told_why(struct stand *s)
{
    stand_open_setup(s);
    stand_step(s, "setup.next");
    stand_tap(s, "setup.next", "pin");
    const char *first = stand_label(s, "pin.title");
    stand_pin(s, "654321");
    stand_turns(s, "pin.title", first);
    stand_pin(s, "654321");
    stand_reads(s, "pin.line", "De geheugenkaart is vol of stuk");
    stand_tap(s, "nav.back", "setup");
    while (glass_widget(s->g, "setup.overview") == NULL)
        stand_step(s, glass_widget(s->g, "setup.skip") != NULL ? "setup.skip" : "setup.next");
    stand_tap(s, "setup.overview", "organiser");
    stand_reads(s, "organiser.store", "Antwoorden worden niet opgeslagen");
    stand_reads(s, "organiser.store.line", "geheugenkaart vol of stuk");
    stand_tap(s, "organiser.lock", "attract");
}

static void a_read_only_disk_is_looked_at(void **state)
{
    struct stand *s = *state;
    stand_start(s);
    stand_visit(s, "ethics", "a");
    stand_leave(s);
    stand_organise(s);
    stand_stop(s);
    if (!mounts_bind(s->data, s->data) || !mounts_read_only(s->data))
        skip(); /* no read-only disk on this machine */
    stand_start(s);
    stand_tap(s, "attract.card", "element");
    stand_pick(s, "ethics");
    stand_select(s, "a");
    glass_tap(s->g, "choice.confirm");
    stand_sees(s, "choice.failed", NULL); /* and not the group */
    stand_tap(s, "choice.skip", "group"); /* who wants to can look on */
    stand_leave(s);
    the_organiser_is_told_why(s);
    int status = glass_stop(s->g, STAND_PATIENCE_MS, NULL);
    assert_int_equal(status, 0);
    mounts_pull(s->data);
    says_no_answer(s);
    assert_int_equal(stand_counted(s, "", "", ""), 1);
    stand_start(s); /* and it is as it was, once it can be written again */
    stand_again(s); /* the PIN too */
    stand_tap(s, "organiser.lock", "attract");
    stand_visit(s, "ethics", "a");
    stand_stop(s);
    assert_int_equal(stand_counted(s, "", "", ""), 2);
}

/* --- another's --- */

static const struct {
    const char *name, *how; /* of a shell, in the data folder */
} others[] = {
    { "empty", ": >goedwerk.sqlite" },
    { "cut", "truncate -s 9000 goedwerk.sqlite" },
    { "foreign", "sqlite3 goedwerk.sqlite 'PRAGMA application_id = 1'" },
    { "newer", "sqlite3 goedwerk.sqlite 'PRAGMA user_version = 99'" },
};

static void a_database_of_no_use_is_set_aside(void **state)
{
    struct stand *s = *state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const char *aside = arena_printf(s->a, "%s/goedwerk.sqlite.set-aside-%zu", s->data, i + 1);
        const char *const argv[] = { "sh", "-c", others[i].how, NULL };
        int status = -1;
        stand_start(s);
        stand_visit(s, "ethics", "a");
        stand_stop(s);
        (void)run_output(s->a, s->data, argv, &status);
        assert_int_equal(status, 0);
        stand_start(s);
        stand_visit(s, "ethics", "b");
        stand_organise(s);
        stand_sees(s, "organiser.set_aside", NULL);
        stand_stop(s);
        if (!temp_exists(aside))
            fail_msg("%s: not set aside", others[i].name);
        assert_int_equal(stand_counted(s, "", "ethics", "a"), 0);
        assert_int_equal(stand_counted(s, "", "ethics", "b"), 1);
        assert_string_equal(stand_query(s, "PRAGMA integrity_check"), "ok\n");
        assert_return_code(unlink(arena_printf(s->a, "%s/goedwerk.sqlite", s->data)), errno);
    }
}

#define AT_A_STAND(test)                                                                           \
    cmocka_unit_test_setup_teardown(test, stand_set_up_stopped, stand_tear_down)

int main(void)
{
    (void)mounts_begin();
    const struct CMUnitTest tests[] = {
        AT_A_STAND(a_full_disk_is_told),
        AT_A_STAND(a_read_only_disk_is_looked_at),
        AT_A_STAND(a_database_of_no_use_is_set_aside),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
