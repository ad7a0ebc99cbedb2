#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/startup.h"
#include "base/attributes.h"
#include "content_case.h"
#include "temp.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- which content --- */

enum folder { NONE, GOOD, BROKEN, NO_DECK };

/* A content folder of that kind; the good ones hold one deck, with the given key. */
static void make_content(struct content_case *c, enum folder kind, const char *deck)
{
    case_folder(c);
    case_remove(c, "decks/een.md");
    if (kind != NO_DECK)
        case_put(c, arena_printf(c->a, "decks/%s.md", deck),
            "---\nnl: Eén\nvocabulary: vakmanschap\n---\n\n- vijf\n");
    if (kind == BROKEN)
        case_put(c, "cards/vijf.nl.md", "geen kaart\n");
}

static const struct {
    enum folder asked, imported, shipped;
    bool safe;
    const char *deck; /* that is found; NULL: no content */
    bool trouble;
} choices[] = {
    { GOOD, GOOD, GOOD, false, "asked", false },
    { BROKEN, GOOD, GOOD, false, "imported", true },
    { NONE, GOOD, GOOD, false, "imported", false },
    { NONE, NONE, GOOD, false, "shipped", false },
    { NONE, BROKEN, GOOD, false, "shipped", true },
    { NO_DECK, NO_DECK, GOOD, false, "shipped", true },
    { BROKEN, BROKEN, BROKEN, false, NULL, true },
    { NONE, NONE, NO_DECK, false, NULL, true },
    { GOOD, GOOD, GOOD, true, "shipped", false }, /* safe: nothing that may have made it fall */
    { GOOD, GOOD, BROKEN, true, NULL, true },
};

static void which_content(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(choices); i++) {
        struct content_case asked, imported, shipped;
        make_content(&asked, choices[i].asked, "asked");
        make_content(&imported, choices[i].imported, "imported");
        make_content(&shipped, choices[i].shipped, "shipped");
        const char *data = temp_make(asked.a);
        if (choices[i].imported != NONE)
            assert_int_equal(rename(imported.dir, arena_printf(asked.a, "%s/content", data)), 0);
        const struct options options = { .content = choices[i].asked == NONE ? NULL : asked.dir };
        const struct places places = { .content = shipped.dir, .data = data };
        bool trouble = !choices[i].trouble;

        const struct content *c =
            startup_content(asked.a, &options, &places, choices[i].safe, &trouble);
        if (trouble != choices[i].trouble)
            fail_msg("case %zu: trouble %d", i + 1, trouble);
        if (choices[i].deck == NULL)
            assert_null(c);
        else if (c == NULL || content_deck(c, choices[i].deck) == NULL)
            fail_msg("case %zu: not the content of %s", i + 1, choices[i].deck);

        if (choices[i].imported != NONE)
            imported.dir = NULL; /* it moved into data */
        temp_remove(data);
        case_close(&imported);
        case_close(&shipped);
        case_close(&asked);
    }
}

static void which_deck(void **state)
{
    static const struct deck decks[] = { { .key = "beleid" }, { .key = "kennismaking" },
        { .key = "zorg" } };
    const struct content all = { .decks = decks, .deck_count = 3 };
    const struct content first = { .decks = decks, .deck_count = 1 };
    (void)state;
    assert_ptr_equal(startup_deck(&all, "zorg"), &decks[2]);
    assert_ptr_equal(startup_deck(&all, "weg"), &decks[1]);
    assert_ptr_equal(startup_deck(&first, "weg"), &decks[0]);
}

/* --- which meeting --- */

struct kiosk {
    struct content_case content;
    const char *data;
    struct store *store;
    struct msg_meeting meeting;
};

static void start(struct kiosk *k)
{
    struct err err = { .detail = "" };
    enum store_origin origin;
    const struct content *c = case_load(&k->content, NULL);
    case_expect_none(&k->content);
    k->store = store_open(k->data, &origin, &err);
    if (k->store == NULL || !startup_meeting(k->store, c, &k->meeting, &err))
        fail_msg("%s", err.detail);
}

static void stop(struct kiosk *k)
{
    store_close(k->store);
    k->store = NULL;
}

static bool answer(struct kiosk *k, int times)
{
    const struct content *c = case_load(&k->content, NULL);
    const struct card *card = startup_deck(c, k->meeting.meeting.deck)->cards[0];
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
    assert_int_equal(k.meeting.published[0].total, 5);
    assert_int_equal(k.meeting.published[1].total, 0);
    close_kiosk(&k);
}

static void without_a_store(void **state)
{
    (void)state;
    struct content_case c;
    struct msg_meeting out;
    case_folder(&c);
    memset(&out, 0xff, sizeof out);
    startup_without_store(case_load(&c, NULL), &out);
    assert_string_equal(out.meeting.title, "Goed Werk Hub");
    assert_string_equal(out.meeting.deck, "een");
    assert_false(out.has_pin);
    assert_int_equal(out.published[0].total, 0);
    case_close(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_content),
        cmocka_unit_test(which_deck),
        cmocka_unit_test(the_first_start),
        cmocka_unit_test(the_next_start),
        cmocka_unit_test(a_card_is_reworded),
        cmocka_unit_test(a_deck_goes),
        cmocka_unit_test(without_a_store),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
