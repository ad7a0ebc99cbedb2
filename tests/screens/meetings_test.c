/* Which meeting may be deleted, and by whom: only one that is over, after its export or with the
 * PIN. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "play.h"

#include <cmocka.h>

enum { PART_LIST, PART_ONE };

static struct effects send(struct model *m, enum msg_kind kind, int number)
{
    return play_one(m, &(struct msg){ .kind = kind, .number = number });
}

/* At the list: the present meeting, one that was exported and one that was not. */
static struct model at_list(void)
{
    struct model m = play_model();
    struct msg news = { .kind = MSG_MEETINGS, .meetings = { .count = 3, .total = 3 } };
    m.machine.has_pin = true;
    m.screen = SCREEN_MEETINGS;
    for (int i = 0; i < 3; i++)
        news.meetings.list[i].meeting =
            (struct meeting){ .id = { (uint8_t)i }, .state = MEETING_CLOSED };
    news.meetings.list[0].exported = news.meetings.list[1].exported = true;
    play_one(&m, &news);
    return m;
}

static void is_deleted(const struct effects *fx, int id)
{
    assert_int_equal(fx->list[0].kind, FX_DELETE_MEETING);
    assert_int_equal(fx->list[0].id[0], id);
}

static void an_exported_one_is_deleted_at_once(void **state)
{
    (void)state;
    struct model m = at_list();
    send(&m, MSG_MEETINGS_PICK, 1);
    assert_int_equal(m.organiser.part, PART_ONE);
    struct effects fx = send(&m, MSG_MEETINGS_DELETE, 0);
    is_deleted(&fx, 1);
    assert_int_equal(m.organiser.part, PART_LIST);
}

static void the_present_one_stays(void **state)
{
    (void)state;
    struct model m = at_list();
    send(&m, MSG_MEETINGS_PICK, 0);
    assert_int_equal(send(&m, MSG_MEETINGS_DELETE, 0).count, 0);
    send(&m, MSG_MEETINGS_PICK, 0);
    send(&m, MSG_MEETINGS_PIN, 0);
    assert_int_equal(m.screen, SCREEN_MEETINGS);
}

static struct effects answer_pin(struct model *m, bool right)
{
    for (int i = 0; i < PIN_DIGITS; i++)
        send(m, MSG_PIN_DIGIT, 1);
    struct effects asked = send(m, MSG_PIN_OK, 0);
    assert_int_equal(asked.list[0].kind, FX_CHECK_PIN);
    return play_one(m, &(struct msg){ .kind = MSG_PIN_CHECKED,
                           .pin = { .visit = m->visit.number, .right = right } });
}

static void without_an_export_the_pin_is_asked(void **state)
{
    (void)state;
    struct model m = at_list();
    send(&m, MSG_MEETINGS_PICK, 2);
    assert_int_equal(send(&m, MSG_MEETINGS_DELETE, 0).count, 0);
    send(&m, MSG_MEETINGS_PICK, 2);
    send(&m, MSG_MEETINGS_PIN, 0);
    assert_int_equal(m.screen, SCREEN_PIN);
    assert_int_equal(answer_pin(&m, false).count, 0);
    struct effects fx = answer_pin(&m, true);
    is_deleted(&fx, 2);
    assert_int_equal(m.screen, SCREEN_MEETINGS);
}

static void going_back_deletes_nothing(void **state)
{
    (void)state;
    struct model m = at_list();
    send(&m, MSG_MEETINGS_PICK, 2);
    send(&m, MSG_MEETINGS_PIN, 0);
    struct effects fx = send(&m, MSG_GO, SCREEN_MEETINGS);
    assert_int_equal(m.screen, SCREEN_MEETINGS);
    for (int i = 0; i < fx.count; i++)
        assert_int_not_equal(fx.list[i].kind, FX_DELETE_MEETING);
}

static void an_export_that_came_true_counts(void **state)
{
    (void)state;
    struct model m = at_list();
    struct msg news = { .kind = MSG_MEETINGS };
    send(&m, MSG_MEETINGS_PICK, 2);
    m.machine.stick = STICK_PAIRED;
    struct effects fx = send(&m, MSG_MEETINGS_EXPORT, 0);
    assert_int_equal(fx.list[0].kind, FX_EXPORT);
    assert_int_equal(fx.list[0].id[0], 2);
    news.meetings = m.organiser.meetings;
    news.meetings.list[2].exported = true;
    play_one(&m, &news);
    fx = send(&m, MSG_MEETINGS_DELETE, 0);
    is_deleted(&fx, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exported_one_is_deleted_at_once),
        cmocka_unit_test(the_present_one_stays),
        cmocka_unit_test(without_an_export_the_pin_is_asked),
        cmocka_unit_test(going_back_deletes_nothing),
        cmocka_unit_test(an_export_that_came_true_counts),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
