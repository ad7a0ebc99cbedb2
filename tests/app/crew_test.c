/* The crew's worker for sticks: whoever works with one takes in the news of all of them. */
#include "app/crew.h"
#include "base/attributes.h"
#include "platform/stick_side.h"

#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_S = 60 };

/* A port with a stick in it. Those of the stick worker, until it has stopped. */
struct port {
    struct stick stick; /* first */
    int news, count;
};

static void take_news(struct port *p)
{
    uint64_t ignored;
    (void)!read(p->news, &ignored, sizeof ignored);
}

static int port_fd(const struct stick *s)
{
    return ((const struct port *)s)->news;
}

static bool port_look(
    struct stick *s, const char *kiosk, const char *token, struct stick_seen *seen, struct err *err)
{
    struct port *p = (struct port *)s;
    (void)kiosk, (void)token, (void)err;
    take_news(p);
    *seen = (struct stick_seen){ .count = p->count };
    return true;
}

/* In the middle of the work a second one comes, and the work sees it. */
static bool port_open(
    struct stick *s, struct arena *a, bool writes, struct medium *m, struct err *err)
{
    struct port *p = (struct port *)s;
    const uint64_t one = 1;
    (void)a, (void)writes, (void)m;
    p->count = 2;
    assert_int_equal(write(p->news, &one, sizeof one), sizeof one);
    take_news(p);
    return err_set(err, ERR_NOT_A_STICK, "two sticks");
}

static void posted(void *ctx)
{
    sem_post(ctx);
}

static enum stick_condition next(struct mailbox *box, sem_t *came)
{
    struct msg m = { .kind = MSG_NONE };
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += PATIENCE_S;
    while (m.kind != MSG_STICK) { /* the printer's worker speaks too */
        assert_int_equal(sem_timedwait(came, &until), 0);
        assert_true(mailbox_take(box, &m));
    }
    return m.stick.condition;
}

static void a_stick_that_comes_during_work_is_seen(void **state)
{
    static const struct stick_side side = {
        .watch_fd = port_fd, .look = port_look, .open = port_open
    };
    struct port port = {
        .stick = { .side = &side }, .news = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), .count = 1
    };
    struct worker *workers[WORKER_COUNT];
    sem_t came;
    (void)state;
    sem_init(&came, 0, 0);
    struct parts p = { .mailbox = mailbox_new(posted, &came),
        .stick = &port.stick,
        .kiosk_folder = "hub",
        .stick_token = "secret" };
    crew_start(workers, &p);
    assert_int_equal(next(p.mailbox, &came), STICK_NEW);
    worker_give(workers[WORKER_STICK], &(struct effect){ .kind = FX_PAIR });
    assert_int_equal(next(p.mailbox, &came), STICK_TROUBLE);
    assert_int_equal(next(p.mailbox, &came), STICK_TWO);
    crew_stop(workers, &p);
    mailbox_free(p.mailbox);
    sem_destroy(&came);
    close(port.news);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stick_that_comes_during_work_is_seen),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
