/*
 * A monkey at the glass: fingers anywhere, time, answers from outside in any order, other panels.
 * Whatever it does, nothing asserts, no list overflows, an abandoned screen ends on attract, an
 * answer is counted and printed once, and only the PIN opens the organiser's page.
 * MONKEY_SEED replays a run, MONKEY_STEPS makes it longer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/clock.h"
#include "content/load.h"
#include "look.h"
#include "ui/touch.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS_PLAIN = 80 * 1000, PENDING_MAX = 32, PIN_RIGHT = 7 };

struct monkey {
    uint64_t random;
    long step;
    struct model model;
    struct fingers fingers;
    struct look *look;
    struct panel panel, shown_panel;
    struct model shown;
    int64_t now_ms;
    uint64_t scene;
    struct effect pending[PENDING_MAX]; /* what the outside is busy with */
    int pending_count;
    int failures; /* wrong PINs in a row */
    uint32_t opened; /* the visit that gave the right one, or set it */
    uint32_t paired; /* the visit in which the paired stick was put in */
    struct deck decks[2]; /* of the running meeting and the one before, in turn */
    int deck;
    uint32_t counts[DECK_CARD_MAX];
    struct {
        bool counting, counted, printed; /* of this visit */
    } once[DECK_CARD_MAX];
    uint32_t visit;
    int reached[SCREEN_COUNT], asked;
};

static uint32_t dice(struct monkey *k, uint32_t sides)
{
    k->random ^= k->random << 13;
    k->random ^= k->random >> 7;
    k->random ^= k->random << 17;
    return (uint32_t)(k->random >> 33) % sides;
}

static bool chance(struct monkey *k, uint32_t percent)
{
    return dice(k, 100) < percent;
}

#define HOLDS(k, condition)                                                                        \
    do {                                                                                           \
        if (!(condition))                                                                          \
            fail_msg(                                                                              \
                "step %ld on %s: not " #condition, (k)->step, screen_name((k)->model.screen));     \
    } while (0)

/* --- what the kiosk asks of the outside --- */

static void watch_effect(struct monkey *k, const struct effect *e)
{
    if (e->kind == FX_COUNT_ANSWER) {
        HOLDS(k, !k->once[e->answer.card].counting && !k->once[e->answer.card].counted);
        HOLDS(k, (int)e->answer.choice < k->model.deck->cards[e->answer.card]->choice_count ||
                     e->answer.choice == CHOICE_OTHER);
        k->once[e->answer.card].counting = true;
    }
    if (e->kind == FX_PRINT_CARD) {
        HOLDS(k, !k->once[e->answer.card].printed);
        k->once[e->answer.card].printed = true;
    }
    HOLDS(k, e->kind != FX_SET_PIN || k->opened == k->visit || k->paired == k->visit);
    HOLDS(k, e->kind != FX_STOP);
    if (e->kind == FX_BEGIN_MEETING || e->kind == FX_CHANGE_MEETING) {
        HOLDS(k, e->draft.cards.count > 0 && e->draft.cards.count <= DECK_CARD_MAX);
        HOLDS(k, !e->draft.begins || e->draft.meeting.title[0] != '\0');
        HOLDS(k, e->draft.meeting.group_min <= GROUP_MIN_HIGHEST);
    }
}

/* Also by somebody who has left since. */
static bool is_being_checked(const struct monkey *k)
{
    bool any = false;
    for (int i = 0; i < k->pending_count; i++)
        any = any || k->pending[i].kind == FX_CHECK_PIN;
    return any;
}

static void feed(struct monkey *k, const struct msg *msg)
{
    struct effects fx = { 0 };
    if (msg->kind == MSG_STICK && msg->stick.condition == STICK_PAIRED)
        k->paired = k->model.visit.number;
    step(&k->model, msg, screens_on_msg(), &fx);
    for (int i = 0; i < fx.count; i++) {
        const struct effect *e = &fx.list[i];
        if (e->visit == k->visit)
            watch_effect(k, e);
        HOLDS(k, e->kind != FX_CHECK_PIN || !is_being_checked(k));
        if (k->pending_count == PENDING_MAX) { /* the oldest is never answered; a PIN always is */
            int at = k->pending[0].kind == FX_CHECK_PIN;
            memmove(&k->pending[at], &k->pending[at + 1],
                sizeof *e * (size_t)(--k->pending_count - at));
        }
        k->pending[k->pending_count++] = *e;
    }
    if (k->model.visit.number != k->visit) {
        k->visit = k->model.visit.number;
        memset(k->once, 0, sizeof k->once);
    }
    enum screen_id screen = k->model.screen;
    if (k->model.plenary.locked) /* a picture, which nobody can do anything to */
        HOLDS(k, screen == SCREEN_BIGSCREEN || screen == SCREEN_PIN);
    else if (screen_is_organisers(screen))
        HOLDS(k, k->opened == k->visit);
}

/* --- what the outside answers --- */

static void print_goes_on(struct monkey *k, const struct effect *e)
{
    static const enum err_code codes[] = { ERR_PAPER_OUT, ERR_PRINTER_GONE, ERR_PRINTER_STOPPED,
        ERR_CANCELLED, ERR_TIMEOUT };
    struct msg msg = { .kind = MSG_PRINT_STATE,
        .print = { e->visit, e->answer.card, PRINT_BUSY, 0 } };
    uint32_t how = dice(k, 4);
    if (how == 1)
        msg.print.state = PRINT_NO_PAPER;
    if (how == 2)
        msg.print.state = PRINT_TAKE;
    if (how == 3) {
        msg.print.state = PRINT_FAILED;
        msg.print.code = codes[dice(k, COUNT_OF(codes))];
    }
    if (how < 2) /* there is more to come */
        k->pending[k->pending_count++] = *e;
    feed(k, &msg);
}

static void count_answer(struct monkey *k, const struct effect *e)
{
    struct msg msg = { .kind = MSG_ANSWER_COUNTED,
        .counted = { .visit = e->visit, .deck = e->deck, .card = e->answer.card } };
    bool mine = e->visit == k->visit;
    if (chance(k, 10)) {
        msg.kind = MSG_ANSWER_FAILED;
        msg.counted.code = ERR_FULL;
    } else {
        uint32_t total = ++k->counts[e->answer.card] / 5 * 5;
        msg.counted.tally = (struct tally){ .total = total,
            .element = { total },
            .choice = { total },
            .has_table = total >= TALLY_TABLE_FROM };
        k->once[e->answer.card].counted |= mine;
    }
    if (mine)
        k->once[e->answer.card].counting = false;
    feed(k, &msg);
}

static void check_pin(struct monkey *k, const struct effect *e)
{
    bool right = true;
    for (int i = 0; i < PIN_DIGITS; i++)
        right = right && e->pin[i] == '0' + PIN_RIGHT;
    k->failures = right ? 0 : k->failures + 1;
    if (right && e->visit == k->visit) /* one that comes late opens nothing */
        k->opened = e->visit;
    feed(k, &(struct msg){ .kind = MSG_PIN_CHECKED,
                .pin = { .visit = e->visit, .right = right, .failures = k->failures } });
}

/* Stored, or not; most of the time the meeting goes on, so that there are visits to try. */
static void store_meeting(struct monkey *k, const struct effect *e)
{
    struct msg msg = { .kind = MSG_MEETING };
    struct msg_meeting *m = &msg.meeting;
    if (chance(k, 20)) {
        feed(k, &(struct msg){ .kind = MSG_STORE_TROUBLE, .code = ERR_FULL });
        return;
    }
    m->meeting = k->model.machine.meeting;
    m->deck = k->model.deck;
    m->has_pin = true;
    if (e->kind == FX_CLOSE_MEETING) {
        m->meeting.state = MEETING_CLOSED;
    } else {
        m->meeting = e->draft.meeting;
        k->deck = !k->deck;
        k->decks[k->deck] = draft_deck(
            k->model.content, e->draft.meeting.deck, e->draft.meeting.vocabulary, &e->draft.cards);
        m->deck = &k->decks[k->deck];
    }
    if (chance(k, 80))
        m->meeting.state = MEETING_RUNNING;
    feed(k, &msg);
}

static void list_meetings(struct monkey *k, const struct effect *e)
{
    struct msg msg = { .kind = MSG_MEETINGS };
    struct msg_meetings *m = &msg.meetings;
    m->first = e->kind == FX_LIST_MEETINGS ? e->first : 0;
    m->count = (int)dice(k, MEETINGS_SHOWN + 1);
    m->total = m->count == 0 ? 0 : m->first + m->count + (int)dice(k, 9);
    for (int i = 0; i < m->count; i++) {
        m->list[i].meeting = k->model.machine.meeting;
        m->list[i].meeting.id[0] = (uint8_t)dice(k, 4);
        m->list[i].exported = chance(k, 50);
    }
    feed(k, &msg);
}

static void set_pin(struct monkey *k, const struct effect *e)
{
    int well = chance(k, 70);
    if (well)
        k->opened = e->visit;
    feed(k, &(struct msg){ .kind = MSG_PIN_SET, .number = well });
}

static void answer(struct monkey *k)
{
    if (k->pending_count == 0)
        return;
    uint32_t at = dice(k, (uint32_t)k->pending_count);
    struct effect e = k->pending[at];
    k->pending[at] = k->pending[--k->pending_count];
    switch (e.kind) {
    case FX_COUNT_ANSWER:
        count_answer(k, &e);
        break;
    case FX_PRINT_CARD:
        print_goes_on(k, &e);
        break;
    case FX_CHECK_PIN:
        check_pin(k, &e);
        break;
    case FX_MAKE_QR:
        feed(k, &(struct msg){ .kind = MSG_QR, .qr = { e.visit, { .side = 73 } } });
        break;
    case FX_EXPORT:
        feed(k, &(struct msg){ .kind = MSG_BUNDLE,
                    .bundle = { .code = chance(k, 20) ? ERR_FULL : ERR_NONE } });
        break;
    case FX_WRITE_STICK:
        feed(k, &(struct msg){ .kind = MSG_STICK,
                    .stick = { .condition = chance(k, 70) ? STICK_DONE : STICK_TROUBLE,
                        .code = ERR_VERIFY } });
        break;
    case FX_BEGIN_MEETING:
    case FX_CHANGE_MEETING:
    case FX_CLOSE_MEETING:
        store_meeting(k, &e);
        break;
    case FX_LIST_MEETINGS:
    case FX_DELETE_MEETING:
        list_meetings(k, &e);
        break;
    case FX_SET_PIN:
        set_pin(k, &e);
        break;
    case FX_PAIR:
        feed(k, &(struct msg){
                    .kind = MSG_STICK, .stick = { .condition = STICK_PAIRED, .code = ERR_NONE } });
        break;
    default:
        break;
    }
}

static void something_happens(struct monkey *k)
{
    static const enum stick_condition sticks[] = { STICK_NONE, STICK_NEW, STICK_PAIRED, STICK_TWO };
    switch (dice(k, 5)) {
    case 0:
        feed(k, &(struct msg){ .kind = MSG_PRINTER, .printer = dice(k, PRINTER_STOPPED + 1) });
        break;
    case 1:
        feed(
            k, &(struct msg){ .kind = MSG_STICK,
                   .stick = { .condition = sticks[dice(k, COUNT_OF(sticks))], .code = ERR_NONE } });
        break;
    case 2:
        feed(k, &(struct msg){ .kind = MSG_STORE_TROUBLE, .code = chance(k, 50) ? ERR_FULL : 0 });
        break;
    case 3:
        feed(k, &(struct msg){ .kind = MSG_DISPLAYS, .number = 1 + (int)dice(k, 2) });
        break;
    default:
        k->panel = fits_panels[dice(k, FITS_PANELS)];
        if (chance(k, 30)) { /* a window of any size */
            k->panel.width = 320 + (int)dice(k, 1200);
            k->panel.height = 240 + (int)dice(k, 1000);
        }
    }
}

/* --- fingers --- */

static void choose(struct monkey *k, struct action a)
{
    if (a.kind != MSG_NONE)
        feed(k, &(struct msg){ .kind = a.kind, .arg = a.arg });
}

/* What is on the glass is what it was: time alone shows only where seconds count down. */
static bool looks_the_same(struct monkey *k)
{
    k->shown.now_ms = k->model.now_ms;
    k->shown.touched_ms = k->model.touched_ms;
    bool same = memcmp(&k->shown, &k->model, sizeof k->model) == 0 &&
                memcmp(&k->shown_panel, &k->panel, sizeof k->panel) == 0;
    k->shown = k->model;
    k->shown_panel = k->panel;
    return same && k->model.screen != SCREEN_PIN;
}

static void show(struct monkey *k)
{
    if (looks_the_same(k))
        return;
    look_at(k->look, &k->model, &k->panel);
    HOLDS(k, k->look->controls.count < CONTROL_MAX);
    HOLDS(k, k->look->draw.count < DRAW_MAX);
    if (k->look->controls.generation != k->scene)
        touch_quiet(&k->fingers, k->now_ms);
    k->scene = k->look->controls.generation;
    k->reached[k->model.screen]++;
    k->asked += k->model.idle_warning;
}

static void pass(struct monkey *k, int64_t ms)
{
    k->now_ms += ms;
    feed(k, &(struct msg){ .kind = MSG_TICK, .now_ms = k->now_ms });
    choose(k, touch_tick(&k->fingers, &k->look->controls, k->now_ms));
    show(k);
}

static void finger(struct monkey *k, enum touch_phase phase, int which, int x, int y)
{
    const struct touch t = { phase, which, x, y, k->now_ms };
    if (phase == TOUCH_DOWN)
        feed(k, &(struct msg){ .kind = MSG_TOUCHED, .now_ms = k->now_ms });
    choose(k, touch_input(&k->fingers, &t, &k->look->controls));
    show(k);
}

static void tap_somewhere(struct monkey *k)
{
    const struct controls *c = &k->look->controls;
    int x = (int)dice(k, (uint32_t)k->panel.width), y = (int)dice(k, (uint32_t)k->panel.height);
    int to_x = x, to_y = y, which = (int)dice(k, 2);
    if (chance(k, 80) && c->count > 0) {
        const struct rect r = c->list[dice(k, (uint32_t)c->count)].rect;
        to_x = x = r.x + r.w / 2;
        to_y = y = r.y + r.h / 2;
    }
    if (chance(k, 10)) {
        to_x = (int)dice(k, (uint32_t)k->panel.width);
        to_y = (int)dice(k, (uint32_t)k->panel.height);
    }
    pass(k, dice(k, 400));
    finger(k, TOUCH_DOWN, which, x, y);
    if (chance(k, 5))
        return; /* it stays */
    pass(k, chance(k, 2) ? HOLD_MS : dice(k, 120));
    finger(k, chance(k, 3) ? TOUCH_CANCEL : TOUCH_UP, which, to_x, to_y);
}

static void tap_on(struct monkey *k, const char *id)
{
    pass(k, 1000);
    int item = controls_find(&k->look->controls, id);
    if (item < 0)
        return;
    const struct rect r = k->look->controls.list[item].rect;
    finger(k, TOUCH_DOWN, 9, r.x + 1, r.y + 1);
    pass(k, strcmp(id, "organiser.open") == 0 ? HOLD_MS : 20);
    finger(k, TOUCH_UP, 9, r.x + 1, r.y + 1);
}

/* Somebody who knows the way, and sometimes the number. */
static void organiser_comes(struct monkey *k)
{
    char key[] = "pin.0";
    pass(k, PALM_MS);
    tap_on(k, "organiser.open");
    int digit = chance(k, 60) ? PIN_RIGHT : (int)dice(k, 10);
    key[4] = (char)('0' + digit);
    for (int i = 0; i < PIN_DIGITS; i++)
        tap_on(k, key);
    tap_on(k, "pin.ok");
}

/* --- always --- */

/* Never leaves by itself: during an export, and while the hall looks at it. */
static bool stays(const struct model *m)
{
    return (m->machine.stick == STICK_BUSY && screen_is_organisers(m->screen)) ||
           (m->screen == SCREEN_BIGSCREEN && m->plenary.locked);
}

static void idle_ends_on_attract(struct monkey *k)
{
    struct model m = k->model;
    for (int i = 0; i < 4 && m.screen != SCREEN_ATTRACT && !stays(&m); i++) {
        struct effects fx = { 0 };
        struct msg tick = { .kind = MSG_TICK, .now_ms = model_limit_ms(&m) };
        HOLDS(k, tick.now_ms != INT64_MAX);
        step(&m, &tick, screens_on_msg(), &fx);
    }
    HOLDS(k, stays(&m) || (m.screen == SCREEN_ATTRACT && !m.idle_warning));
}

/* The screen of the organiser's that it was on least often. */
static enum screen_id seldom_seen(const struct monkey *k)
{
    int least = SCREEN_ORGANISER;
    for (int i = SCREEN_ORGANISER; i < SCREEN_COUNT; i++)
        if (k->reached[i] < k->reached[least])
            least = i;
    return (enum screen_id)least;
}

static void one_step(struct monkey *k)
{
    uint32_t what = dice(k, 100);
    if (what < 60)
        tap_somewhere(k);
    else if (what < 80)
        answer(k);
    else if (what < 90)
        pass(k, chance(k, 80) ? dice(k, 3000) : dice(k, 120 * 1000));
    else if (what < 96)
        something_happens(k);
    else if (k->model.screen == SCREEN_ORGANISER) /* and goes on somewhere */
        feed(k, &(struct msg){ .kind = MSG_GO, .screen = seldom_seen(k) });
    else if (chance(k, 30))
        organiser_comes(k);
    show(k);
    idle_ends_on_attract(k);
}

static long number_from(const char *variable, long otherwise)
{
    const char *text = getenv(variable);
    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

static void a_monkey(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct faults faults = { .arena = a };
    const struct content *c = content_load(a, "content", NULL, &faults);
    struct monkey *k = arena_alloc(a, sizeof *k);
    long seed = number_from("MONKEY_SEED", (long)(clock_now_ms() % 1000000) + 1);
    long steps = number_from("MONKEY_STEPS", STEPS_PLAIN);

    print_message("# MONKEY_SEED=%ld\n", seed);
    assert_non_null(c);
    k->random = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15);
    k->model = model_new(c, content_deck(c, "kennismaking"), 0);
    k->model.machine.ready = true;
    k->model.machine.has_pin = true;
    k->model.machine.meeting = (struct meeting){ .title = "Hub", .group_min = GROUP_MIN_LOWEST };
    k->panel = fits_panels[0];
    k->look = look_new();
    k->visit = 1;
    show(k);
    for (k->step = 0; k->step < steps; k->step++)
        one_step(k);

    /* It has been everywhere, or it proves little. */
    for (int i = 0; i < SCREEN_COUNT && steps >= STEPS_PLAIN; i++)
        if (k->reached[i] == 0)
            fail_msg("it never came to %s", screen_name((enum screen_id)i));
    if (steps >= STEPS_PLAIN)
        assert_true(k->asked > 0);
    look_free(k->look);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_monkey) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
