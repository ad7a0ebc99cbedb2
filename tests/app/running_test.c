/* The running meeting, from one start to the next, and as an organiser changes it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/running.h"
#include "app/settings.h"
#include "base/attributes.h"
#include "content_case.h"
#include "temp.h"

#include <cmocka.h>
#include <string.h>

static void which_deck(void **state)
{
    static const struct deck decks[] = { { .key = "beleid" }, { .key = "kennismaking" },
        { .key = "zorg" } };
    const struct content all = { .decks = decks, .deck_count = 3 };
    const struct content first = { .decks = decks, .deck_count = 1 };
    (void)state;
    assert_ptr_equal(running_deck(&all, "zorg"), &decks[2]);
    assert_ptr_equal(running_deck(&all, "weg"), &decks[1]);
    assert_ptr_equal(running_deck(&first, "weg"), &decks[0]);
}

/* --- which meeting --- */

struct kiosk {
    struct content_case content;
    const char *data;
    struct store *store;
    struct running_desk desk;
    struct msg_meeting meeting;
};

static void start(struct kiosk *k)
{
    struct err err = { .detail = "" };
    enum store_origin origin;
    const struct content *c = case_load(&k->content, NULL);
    case_expect_none(&k->content);
    k->store = store_open(k->data, &origin, &err);
    k->desk = (struct running_desk){ k->store, c, k->content.a };
    if (k->store == NULL || !running_load(&k->desk, &k->meeting, &err))
        fail_msg("%s", err.detail);
}

static void stop(struct kiosk *k)
{
    store_close(k->store);
    k->store = NULL;
}

static bool answer(struct kiosk *k, int times)
{
    const struct card *card = case_load(&k->content, NULL)->cards;
    const struct store_answer a = { .meeting = k->meeting.meeting.id,
        .card = card->key,
        .version = card->version,
        .element = ELEMENT_ETHICS,
        .choice = CHOICE_B };
    bool ok = true;
    for (int i = 0; i < times && ok; i++)
        ok = store_count(k->store, &a, NULL);
    return ok;
}

static void open_kiosk(struct kiosk *k)
{
    *k = (struct kiosk){ 0 };
    case_folder(&k->content);
    k->data = temp_make(k->content.a);
}

static void close_kiosk(struct kiosk *k)
{
    stop(k);
    temp_remove(k->data);
    case_close(&k->content);
}

static void the_first_start(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    start(&k);
    const struct meeting *m = &k.meeting.meeting;
    assert_string_equal(m->title, "Goed Werk Hub");
    assert_string_equal(m->deck, "een");
    assert_string_equal(m->vocabulary, "vakmanschap");
    assert_int_equal(m->group_min, 5);
    assert_int_equal(m->state, MEETING_RUNNING);
    assert_true(k.meeting.fresh);
    assert_false(k.meeting.has_pin);
    assert_int_equal(k.meeting.published[0].total, 0);
    assert_true(answer(&k, 1)); /* there is a 0 for all that can be counted */
    close_kiosk(&k);
}

static void the_next_start(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    start(&k);
    struct meeting first = k.meeting.meeting;
    assert_true(answer(&k, 7));
    assert_true(store_set_pin(k.store, "123456", 6, NULL));
    stop(&k);
    start(&k);
    assert_memory_equal(k.meeting.meeting.id, first.id, sizeof first.id);
    assert_false(k.meeting.fresh);
    assert_true(k.meeting.has_pin);
    assert_int_equal(k.meeting.published[0].total, 5);
    assert_int_equal(k.meeting.published[0].element[ELEMENT_ETHICS], 5);
    close_kiosk(&k);
}

/* A new wording is another card to count; the old counts stay what they are. */
static void a_card_is_reworded(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    start(&k);
    assert_true(answer(&k, 5));
    char *other = arena_strdup(k.content.a, case_card);
    *strstr(other, "Noor") = 'F';
    case_put(&k.content, "cards/vijf.nl.md", other);
    assert_false(answer(&k, 1)); /* unknown until the next start */
    stop(&k);
    start(&k);
    assert_int_equal(k.meeting.published[0].total, 0);
    assert_true(answer(&k, 5));
    case_put(&k.content, "cards/vijf.nl.md", case_card);
    stop(&k);
    start(&k);
    assert_int_equal(k.meeting.published[0].total, 5);
    close_kiosk(&k);
}

/* The meeting's deck is no longer there: the default one serves, and can be counted. */
static void a_deck_goes(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    start(&k);
    case_remove(&k.content, "decks/een.md");
    case_put(&k.content, "cards/zes.nl.md", case_card);
    case_put(&k.content, "cards/zes.en.md", case_card);
    case_put(&k.content, "decks/kennismaking.md",
        "---\nnl: Zes\nvocabulary: vakmanschap\n---\n\n- zes\n- vijf\n");
    stop(&k);
    start(&k);
    assert_true(answer(&k, 5));
    stop(&k);
    start(&k);
    assert_int_equal(k.meeting.deck->card_count, 1); /* the card that was chosen */
    assert_int_equal(k.meeting.published[0].total, 5);
    close_kiosk(&k);
}

/* --- changing it --- */

static void reload(struct kiosk *k)
{
    struct err err = { .detail = "" };
    if (!running_load(&k->desk, &k->meeting, &err))
        fail_msg("%s", err.detail);
}

static void keep(struct kiosk *k, struct draft draft)
{
    struct err err = { .detail = "" };
    if (!running_store(&k->desk, &draft, &err))
        fail_msg("%s", err.detail);
    reload(k);
}

static void two_cards(struct kiosk *k)
{
    case_put(&k->content, "cards/zes.nl.md", case_card);
    case_put(&k->content, "cards/zes.en.md", case_card);
}

static void cards_in_another_order(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    two_cards(&k);
    start(&k);
    assert_int_equal(k.meeting.deck->card_count, 1);
    struct draft draft = { .meeting = k.meeting.meeting, .cards = { 2, { 1, 0 } } };
    keep(&k, draft);
    assert_int_equal(k.meeting.deck->card_count, 2);
    assert_string_equal(k.meeting.deck->cards[0]->key, "zes");
    stop(&k);
    start(&k); /* and it stays so */
    assert_string_equal(k.meeting.deck->cards[0]->key, "zes");
    assert_string_equal(k.meeting.deck->cards[1]->key, "vijf");
    close_kiosk(&k);
}

static void another_meeting(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    start(&k);
    assert_true(answer(&k, 6));
    const struct printed printed = { .meeting = 3, .day = 4, .sheets = 20 };
    assert_true(settings_keep_printed(k.store, &printed, NULL));
    const struct meeting before = k.meeting.meeting;
    struct draft draft = { .begins = true, .meeting = before, .cards = { 1, { 0 } } };
    memcpy(draft.meeting.title, "Hub Breda", sizeof "Hub Breda");
    keep(&k, draft);
    assert_memory_not_equal(k.meeting.meeting.id, before.id, sizeof before.id);
    assert_string_equal(k.meeting.meeting.title, "Hub Breda");
    assert_int_equal(k.meeting.published[0].total, 0); /* results never mix */
    assert_false(k.meeting.answers);
    assert_int_equal(k.meeting.printed.meeting, 0);
    assert_int_equal(k.meeting.printed.day, 4);
    assert_int_equal(k.meeting.printed.sheets, 20);
    close_kiosk(&k);
}

static void a_try_out_is_dropped(void **state)
{
    (void)state;
    struct kiosk k;
    struct meeting_summary list[2];
    int count, total;
    open_kiosk(&k);
    start(&k);
    assert_true(answer(&k, 7));
    assert_true(running_drop_trial(&k.desk, &k.meeting.meeting, NULL));
    reload(&k);
    assert_string_equal(k.meeting.meeting.title, "Goed Werk Hub");
    assert_int_equal(k.meeting.published[0].total, 0);
    assert_int_equal(k.meeting.meeting.state, MEETING_RUNNING);
    assert_true(store_meetings(k.store, 0, list, 2, &count, &total, NULL));
    assert_int_equal(total, 1);
    close_kiosk(&k);
}

static void closed_it_stays_closed(void **state)
{
    (void)state;
    struct kiosk k;
    open_kiosk(&k);
    start(&k);
    assert_true(answer(&k, 5));
    assert_true(store_meeting_close(k.store, k.meeting.meeting.id, NULL));
    stop(&k);
    start(&k);
    assert_int_equal(k.meeting.meeting.state, MEETING_CLOSED);
    assert_int_equal(k.meeting.published[0].total, 5);
    assert_false(answer(&k, 1));
    close_kiosk(&k);
}

static void without_a_store(void **state)
{
    (void)state;
    struct content_case c;
    struct msg_meeting out;
    case_folder(&c);
    memset(&out, 0xff, sizeof out);
    running_without_store(case_load(&c, NULL), &out);
    assert_string_equal(out.meeting.title, "Goed Werk Hub");
    assert_string_equal(out.meeting.deck, "een");
    assert_false(out.has_pin);
    assert_int_equal(out.published[0].total, 0);
    case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_deck),
        cmocka_unit_test(the_first_start),
        cmocka_unit_test(the_next_start),
        cmocka_unit_test(a_card_is_reworded),
        cmocka_unit_test(a_deck_goes),
        cmocka_unit_test(cards_in_another_order),
        cmocka_unit_test(another_meeting),
        cmocka_unit_test(a_try_out_is_dropped),
        cmocka_unit_test(closed_it_stays_closed),
        cmocka_unit_test(without_a_store),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
