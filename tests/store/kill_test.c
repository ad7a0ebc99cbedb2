/* kill -9 at any moment: no acknowledged answer is lost, none counts twice, nothing is half. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "store_fixture.h"
#include "temp.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KILLS = 300, LIFE_MAX_US = 24 * 1000, NEWBORN_KILLS = 40, NEWBORN_MAX_US = 40 * 1000 };

enum { CELLS = 3 * ELEMENT_COUNT };

/* Counts until it is killed; says each answer that is safe. */
static void serve(struct fixture *f, int out, unsigned seed)
{
    enum store_origin origin;
    struct store *s = store_open(f->dir, &origin, NULL);
    if (s == NULL || origin != STORE_FOUND)
        _exit(1);
    for (;;) {
        unsigned char cell = (unsigned char)(rand_r(&seed) % CELLS);
        const struct card *card = sample_deck()->cards[cell / ELEMENT_COUNT];
        struct store_answer answer = { f->m.id, card->key, card->version,
            (enum element)(cell % ELEMENT_COUNT), CHOICE_A };
        if (!store_count(s, &answer, NULL) || write(out, &cell, 1) != 1)
            _exit(1);
        if (rand_r(&seed) % 5 == 0 && !store_tidy(s, NULL))
            _exit(1);
    }
}

static bool hear(int in, int acknowledged[CELLS])
{
    unsigned char cell;
    if (read(in, &cell, 1) != 1)
        return false;
    assert_true(cell < CELLS);
    acknowledged[cell]++;
    return true;
}

/* Reads what the child says until life_us have passed, kills it, reads the rest. */
static void kill_after(pid_t child, int in, long life_us, int acknowledged[CELLS])
{
    struct timespec life = { .tv_nsec = life_us * 1000 };
    int64_t end_ms = clock_now_ms() + life_us / 1000;
    struct pollfd wait = { .fd = in, .events = POLLIN };
    bool killed = false;
    do {
        if (!killed && (clock_now_ms() >= end_ms || ppoll(&wait, 1, &life, NULL) == 0)) {
            assert_int_equal(kill(child, SIGKILL), 0);
            killed = true;
        }
    } while (hear(in, acknowledged)); /* until it is dead, and all that it said has been read */
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

static void test_no_answer_is_lost(void **state)
{
    (void)state;
    struct fixture *f = fixture_meeting(RESULTS_NOW, 5);
    int acknowledged[CELLS] = { 0 }, total = 0;
    unsigned seed = 3;
    fixture_close(f);
    for (int round = 0; round < KILLS; round++) {
        int ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(ends[0]);
            serve(f, ends[1], (unsigned)round);
        }
        close(ends[1]);
        if (round % 2 == 0) /* the others may die while they open the database */
            assert_true(hear(ends[0], acknowledged));
        kill_after(child, ends[0], rand_r(&seed) % LIFE_MAX_US, acknowledged);
        close(ends[0]);

        fixture_open(f, STORE_FOUND);
        assert_string_equal(fixture_raw(f, "PRAGMA integrity_check"), "ok");
        int extra = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            int stored = fixture_counted(f, cell / ELEMENT_COUNT, cell % ELEMENT_COUNT, -1);
            assert_true(stored >= acknowledged[cell]);
            extra += stored - acknowledged[cell];
            acknowledged[cell] = stored;
        }
        assert_true(extra <= 1); /* committed, and killed before it could say so */
        for (int card = 0; card < 3; card++) {
            struct tally t;
            const struct card *asked = sample_deck()->cards[card];
            assert_true(store_card_published(f->s, f->m.id, asked->key, asked->version, &t, NULL));
            int unseen = fixture_counted(f, card, -1, -1) - (int)t.total;
            assert_true(unseen >= 0 && unseen < 5); /* counted and published as one */
        }
        fixture_close(f);
    }
    for (int cell = 0; cell < CELLS; cell++)
        total += acknowledged[cell];
    print_message("# %d answers, %d kills\n", total, KILLS);
    assert_true(total >= KILLS / 2);
    fixture_free(f);
}

/* While the first database is being made: afterwards there is none, or a whole one. */
static void test_birth(void **state)
{
    (void)state;
    unsigned seed = 5;
    int born = 0;
    for (int round = 0; round < NEWBORN_KILLS; round++) {
        struct fixture *f = fixture_new();
        enum store_origin origin;
        int nothing[CELLS], ends[2];
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            close(ends[0]);
            (void)!store_open(f->dir, &origin, NULL);
            for (;;)
                pause();
        }
        close(ends[1]);
        kill_after(child, ends[0], rand_r(&seed) % NEWBORN_MAX_US, nothing);
        close(ends[0]);
        f->s = store_open(f->dir, &origin, NULL);
        assert_non_null(f->s);
        assert_true(origin == STORE_NEW || origin == STORE_FOUND);
        assert_int_equal(strlen(store_id(f->s)), 32);
        born += origin == STORE_FOUND;
        fixture_close(f);
        assert_string_equal(temp_list(f->a, f->dir), "goedwerk.sqlite lock ");
        fixture_free(f);
    }
    print_message("# %d of %d were born\n", born, NEWBORN_KILLS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_answer_is_lost),
        cmocka_unit_test(test_birth),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
