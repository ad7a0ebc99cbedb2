#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/mailbox.h"

#include <cmocka.h>
#include <pthread.h>
#include <stdatomic.h>

enum { POSTERS = 4, LETTERS = 500 };

static void count_wake(void *ctx)
{
    atomic_fetch_add((atomic_int *)ctx, 1);
}

static void in_order(void **state)
{
    (void)state;
    atomic_int wakes = 0;
    struct mailbox *box = mailbox_new(count_wake, &wakes);
    struct msg msg;
    assert_false(mailbox_take(box, &msg));
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 5; i++) {
            msg = (struct msg){ .kind = MSG_TICK, .now_ms = i };
            mailbox_post(box, &msg);
            msg.now_ms = -1; /* a copy is on its way */
        }
        for (int i = 0; i < 5; i++) {
            assert_int_equal(mailbox_count(box), 5 - i);
            assert_true(mailbox_take(box, &msg));
            assert_int_equal(msg.kind, MSG_TICK);
            assert_int_equal(msg.now_ms, i);
        }
        assert_int_equal(mailbox_count(box), 0);
        assert_false(mailbox_take(box, &msg));
    }
    assert_int_equal(atomic_load(&wakes), 15);
    mailbox_free(box);
    mailbox_free(NULL);
}

/* What nobody took goes with the box (the address sanitizer looks). */
static void letters_left_behind(void **state)
{
    (void)state;
    atomic_int wakes = 0;
    struct mailbox *box = mailbox_new(count_wake, &wakes);
    for (int i = 0; i < 3; i++)
        mailbox_post(box, &(struct msg){ .kind = MSG_STOP });
    mailbox_free(box);
}

struct poster {
    pthread_t thread;
    struct mailbox *box;
    int number;
};

static void *post(void *arg)
{
    const struct poster *p = arg;
    for (int i = 0; i < LETTERS; i++)
        mailbox_post(
            p->box, &(struct msg){ .kind = MSG_TICK, .now_ms = p->number * (int64_t)LETTERS + i });
    return NULL;
}

/* Each poster's letters arrive once, and in its order. */
static void from_many_threads(void **state)
{
    (void)state;
    atomic_int wakes = 0;
    struct mailbox *box = mailbox_new(count_wake, &wakes);
    struct poster posters[POSTERS];
    int next[POSTERS] = { 0 };
    for (int i = 0; i < POSTERS; i++) {
        posters[i] = (struct poster){ .box = box, .number = i };
        assert_int_equal(pthread_create(&posters[i].thread, NULL, post, &posters[i]), 0);
    }
    struct msg msg;
    for (int got = 0; got < POSTERS * LETTERS;) {
        if (!mailbox_take(box, &msg))
            continue;
        int from = (int)(msg.now_ms / LETTERS);
        assert_int_equal(msg.now_ms % LETTERS, next[from]);
        next[from]++;
        got++;
    }
    for (int i = 0; i < POSTERS; i++)
        pthread_join(posters[i].thread, NULL);
    assert_false(mailbox_take(box, &msg));
    assert_int_equal(atomic_load(&wakes), POSTERS * LETTERS);
    mailbox_free(box);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_order),
        cmocka_unit_test(letters_left_behind),
        cmocka_unit_test(from_many_threads),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
