/*
 * A monkey at the whole kiosk: several fingers, drags, keys, a glass that turns and changes size,
 * sticks, a printer with moods, workers that take their time, clocks that jump, the plug. Whatever it
 * does: nothing crashes or leaks, who walks away finds attract back, what was acknowledged is stored
 * once, what is on the stick is what is published, no sheet comes twice, and only the PIN opens the
 * organiser's pages. MONKEY_SEED and MONKEY_EVENTS of a failure replay that round; MONKEY_EVENTS alone
 * makes a run longer or shorter.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/attributes.h"
#include "base/clock.h"
#include "base/hash.h"
#include "clock_script.h"
#include "printer_script.h"
#include "screens/fits.h"
#include "torture.h"
#include "whole.h"

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    ROUND_EVENTS = 5000, /* of one kiosk, from its first day on */
    DAY_EVENTS = 1500, /* between two pulls of the plug */
    WALK_EVENTS = 400, /* between two moments at which everybody leaves */
    PLAN_MAX = 32,
    FINGERS = 4,
    LEAVE_MS = 20 * 60 * 1000,
    LEAVE_TURNS = 4000,
    ORGANISERS = SCREEN_COUNT - SCREEN_ORGANISER, /* screens */
    MINUTE_MS = 60 * 1000,
};

enum knows { KNOWS_NOTHING, KNOWS_THE_PIN, FINDS_IT_NEW };

struct planned {
    struct input input;
    int after_ms;
};

struct monkey {
    struct whole w;
    uint64_t random;
    enum knows knows;
    long event, day_ends;
    struct planned plan[PLAN_MAX]; /* what a hand is about to do */
    int planned, done;
    bool leaving;
    int64_t left_ms;
    long turns;
    int sought_first; /* of the organiser's screens */
    long reached[SCREEN_COUNT]; /* turns that it was on each */
    long leaves;
    uint64_t way; /* hash of every turn: another one went another way */
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

/* --- hands ------------------------------------------------------------------------------------- */

static void plan(struct monkey *k, int after_ms, struct input input)
{
    if (k->planned < PLAN_MAX)
        k->plan[k->planned++] = (struct planned){ input, after_ms };
}

static void plan_touch(
    struct monkey *k, int after_ms, enum touch_phase phase, int finger, int x, int y)
{
    plan(k, after_ms, whole_touch(phase, finger, x, y));
}

static void somewhere(struct monkey *k, int *x, int *y)
{
    struct geometry g = display_geometry(&k->w.display);
    const struct controls *c = k->w.controls;
    *x = (int)dice(k, (uint32_t)g.width);
    *y = (int)dice(k, (uint32_t)g.height);
    if (chance(k, 80) && c->count > 0) {
        const struct rect r = c->list[dice(k, (uint32_t)c->count)].rect;
        *x = r.x + r.w / 2;
        *y = r.y + r.h / 2;
    }
}

static void tap(struct monkey *k)
{
    int x, y, to_x, to_y, finger = chance(k, 85) ? 0 : (int)dice(k, FINGERS);
    somewhere(k, &x, &y);
    to_x = x, to_y = y;
    plan_touch(k, (int)dice(k, 500), TOUCH_DOWN, finger, x, y);
    if (chance(k, 8)) { /* a drag, or a swipe */
        somewhere(k, &to_x, &to_y);
        for (int i = 1; i < 4; i++)
            plan_touch(k, 15, TOUCH_MOVE, finger, x + (to_x - x) * i / 4, y + (to_y - y) * i / 4);
    }
    if (chance(k, 3))
        return; /* it stays there */
    if (chance(k, 2))
        plan(k, HOLD_MS, whole_nothing(INPUT_NONE));
    plan_touch(k, (int)dice(k, 140), chance(k, 2) ? TOUCH_CANCEL : TOUCH_UP, finger, to_x, to_y);
    if (chance(k, 5)) /* again, at once */
        for (int i = 0; i < 6; i++)
            plan_touch(k, 20, i % 2 == 0 ? TOUCH_DOWN : TOUCH_UP, finger, to_x, to_y);
}

static void fist(struct monkey *k)
{
    int x[FINGERS], y[FINGERS];
    for (int f = 0; f < FINGERS; f++) {
        somewhere(k, &x[f], &y[f]);
        plan_touch(k, (int)dice(k, 20), TOUCH_DOWN, f, x[f], y[f]);
    }
    for (int f = FINGERS; f-- > 0;)
        plan_touch(k, (int)dice(k, 60), TOUCH_UP, f, x[f], y[f]);
}

static void keys(struct monkey *k)
{
    for (int n = 1 + (int)dice(k, 8); n > 0; n--)
        plan(k, (int)dice(k, 200),
            (struct input){ .kind = INPUT_KEY, .key = (enum key)dice(k, KEY_ESCAPE + 1) });
}

/* A finger that goes where it is meant to, on the first control whose id begins so. */
static bool tap_on(struct monkey *k, const char *id)
{
    const struct controls *c = k->w.controls;
    for (int i = 0; i < c->count; i++) {
        const struct rect r = c->list[i].rect;
        if (strncmp(c->list[i].id, id, strlen(id)) != 0 || c->list[i].disabled ||
            c->list[i].role == ROLE_TEXT)
            continue;
        plan_touch(k, 320, TOUCH_DOWN, 0, r.x + r.w / 2, r.y + r.h / 2);
        if (c->list[i].hold.kind != MSG_NONE)
            plan(k, HOLD_MS, whole_nothing(INPUT_NONE));
        plan_touch(k, 20, TOUCH_UP, 0, r.x + r.w / 2, r.y + r.h / 2);
        return true;
    }
    return false;
}

/* A visitor who means it: the next step of a visit, from wherever this is. */
static void visitor(struct monkey *k)
{
    static const char *const ways[][4] = {
        [SCREEN_ATTRACT] = { "attract.start" },
        [SCREEN_DECK] = { "deck.card." },
        [SCREEN_ELEMENT] = { "element.ethics", "element.excellence", "element.engagement",
            "story.more" },
        [SCREEN_CHOICE] = { "choice.a", "choice.b", "choice.other", "choice.confirm" },
        [SCREEN_GROUP] = { "group.done", "group.print", "group.phone", "group.another" },
        [SCREEN_TAKE_HOME] = { "take_home.done" },
        [SCREEN_GOODBYE] = { "goodbye.done" },
    };
    enum screen_id screen = k->w.model->screen;
    if (k->w.model->idle_warning) {
        (void)tap_on(k, "idle.stay");
        return;
    }
    if (screen == SCREEN_CHOICE && chance(k, 60) && tap_on(k, "choice.confirm"))
        return;
    const char *way = screen >= COUNT_OF(ways) ? NULL : ways[screen][dice(k, 4)];
    if (way == NULL || !tap_on(k, way))
        tap(k);
}

/* Somebody who knows the way, and sometimes the number. */
static void organiser(struct monkey *k)
{
    char key[] = "pin.0";
    if (k->w.model->screen != SCREEN_PIN) {
        (void)tap_on(k, "organiser.open");
        return;
    }
    bool right = k->knows != KNOWS_NOTHING && chance(k, 80);
    for (int i = 0; i < PIN_DIGITS; i++) {
        key[4] = (char)('0' + (right ? 7 : (int)dice(k, 10)));
        (void)tap_on(k, key);
    }
    (void)tap_on(k, "pin.ok");
}

/* The screen of the organiser's that it was on least often in this round; of several, another one
 * is the first in each round, or the last ones would wait for all others for ever. */
static enum screen_id seldom_seen(const struct monkey *k)
{
    int least = k->sought_first;
    for (int i = 0; i < ORGANISERS; i++) {
        int at = SCREEN_ORGANISER + (k->sought_first - SCREEN_ORGANISER + i) % ORGANISERS;
        if (k->reached[at] < k->reached[least])
            least = at;
    }
    return (enum screen_id)least;
}

/* --- the outside ------------------------------------------------------------------------------- */

static struct input another_glass(struct monkey *k)
{
    struct display *d = &k->w.display;
    const struct panel *p = &fits_panels[dice(k, FITS_PANELS)];
    d->width = p->width;
    d->height = p->height;
    d->px_per_mm = p->px_per_mm;
    if (chance(k, 30)) { /* a window of any size */
        d->width = 320 + (int)dice(k, 1600);
        d->height = 240 + (int)dice(k, 1000);
    }
    d->rotation = 90 * (int)dice(k, 4);
    return whole_nothing(INPUT_RESIZED);
}

static void jump_wall(struct monkey *k)
{
    static const int64_t jumps[] = { 10 * (int64_t)CLOCK_SCRIPT_YEAR_S,
        -10 * (int64_t)CLOCK_SCRIPT_YEAR_S, -1, 24 * 60 * 60, 3600 };
    clock_script_jump_wall(jumps[dice(k, COUNT_OF(jumps))]);
}

static enum whole_stick some_stick(struct monkey *k)
{
    if (k->knows == KNOWS_NOTHING) /* whoever has the paired one needs no PIN */
        return chance(k, 50) ? WHOLE_FOREIGN : WHOLE_NO_STICK;
    return (enum whole_stick)dice(k, WHOLE_TWO_STICKS + 1);
}

static struct input something_happens(struct monkey *k)
{
    switch (dice(k, 8)) {
    case 0:
        printer_script_set(
            k->w.parts.printer, (enum printer_condition)(PRINTER_READY + dice(k, PRINTER_STOPPED)));
        break;
    case 1:
        if (chance(k, 20)) /* each brings a bundle */
            whole_put_stick(&k->w, some_stick(k));
        break;
    case 2:
        k->w.display.screens = 1 + (int)dice(k, 2);
        return whole_nothing(INPUT_SCREENS);
    case 3:
    case 4:
        outside_hold((enum worker_id)(WORKER_MAIN + 1 + dice(k, WORKER_COUNT - 1)),
            clock_now_ms() + dice(k, chance(k, 80) ? 3000 : 3 * MINUTE_MS));
        break;
    case 5:
        jump_wall(k);
        break;
    case 6:
        return whole_nothing(INPUT_EXPOSED);
    default:
        return another_glass(k);
    }
    return whole_nothing(INPUT_NONE);
}

/* --- everybody leaves -------------------------------------------------------------------------- */

static void leave(struct monkey *k)
{
    k->leaving = true;
    k->leaves++;
    k->turns = 0;
    k->left_ms = clock_now_ms();
    k->planned = k->done = 0;
    for (int on = WORKER_MAIN + 1; on < WORKER_COUNT; on++)
        outside_hold((enum worker_id)on, 0);
}

static bool is_at_rest(const struct monkey *k, int timeout_ms)
{
    return timeout_ms < 0 && (k->w.model->screen == SCREEN_ATTRACT || whole_stays(&k->w));
}

static struct input left_alone(struct monkey *k, int timeout_ms)
{
    const char *screen = screen_name(k->w.model->screen);
    if (whole_letters(&k->w) > 0)
        return whole_nothing(INPUT_WAKE);
    if (is_at_rest(k, timeout_ms)) {
        whole_check_stick(&k->w);
        k->leaving = false;
        return whole_nothing(INPUT_NONE);
    }
    if (timeout_ms < 0)
        outside_fault("stuck on %s", screen);
    if (clock_now_ms() > k->left_ms + LEAVE_MS || k->turns++ > LEAVE_TURNS)
        outside_fault("left alone, it is still on %s after %ld turns", screen, k->turns);
    whole_pass(&k->w, timeout_ms);
    return whole_nothing(INPUT_NONE);
}

/* --- one after another ------------------------------------------------------------------------- */

static struct input carry_out(struct monkey *k)
{
    struct planned p = k->plan[k->done++];
    if (k->done == k->planned)
        k->planned = k->done = 0;
    whole_pass(&k->w, p.after_ms);
    p.input.touch.at_ms = clock_now_ms();
    k->event++;
    return p.input;
}

/* Time goes by: to the next thing that it leads to, or past it. */
static struct input wait_a_while(struct monkey *k, int timeout_ms)
{
    int64_t ms = chance(k, 92) ? dice(k, 3000) : dice(k, 2 * MINUTE_MS);
    k->event++;
    whole_pass(&k->w, chance(k, 50) && timeout_ms >= 0 && timeout_ms < ms ? timeout_ms : ms);
    return whole_nothing(INPUT_NONE);
}

static struct input go_on(struct monkey *k)
{
    k->event++;
    whole_send(&k->w, &(struct msg){ .kind = MSG_GO, .screen = seldom_seen(k) });
    return whole_nothing(INPUT_WAKE);
}

/* Of a hundred things at this moment, so many are the organiser's. */
static uint32_t organisers_share(const struct monkey *k)
{
    switch (k->w.model->screen) {
    case SCREEN_PIN:
        return 70;
    case SCREEN_ATTRACT:
        return k->knows == KNOWS_NOTHING ? 5 : 50;
    default:
        return 1;
    }
}

static struct input decide(struct monkey *k, int timeout_ms)
{
    bool inside = screen_is_organisers(k->w.model->screen);
    uint32_t what = dice(k, 100);
    if (chance(k, organisers_share(k)))
        organiser(k);
    else if (what < 5 && k->w.model->screen == SCREEN_ORGANISER)
        return go_on(k);
    else if (what < 70)
        inside || chance(k, 60) ? tap(k) : visitor(k);
    else if (what < 73)
        fist(k);
    else if (what < 83)
        keys(k);
    else if (what < 92)
        return wait_a_while(k, timeout_ms);
    else {
        k->event++;
        return something_happens(k);
    }
    return k->planned > 0 ? carry_out(k) : whole_nothing(INPUT_NONE);
}

static void note_turn(struct monkey *k)
{
    const struct model *m = k->w.model;
    const struct {
        int64_t now_ms, event;
        uint64_t visit, screen, controls, warned;
    } turn = { clock_now_ms(), k->event, m->visit.number, m->screen, (uint64_t)k->w.controls->count,
        m->idle_warning };
    k->reached[m->screen]++;
    k->way = hash_bytes(k->way, &turn, sizeof turn);
}

static struct input next(void *ctx, int timeout_ms)
{
    struct monkey *k = ctx;
    note_turn(k);
    if (k->leaving)
        return left_alone(k, timeout_ms);
    if (k->planned > 0)
        return carry_out(k);
    if (k->event >= k->day_ends)
        return whole_nothing(INPUT_QUIT);
    if (whole_letters(&k->w) > 0 && chance(k, 70))
        return whole_nothing(INPUT_WAKE);
    if (!chance(k, 100 * 100 / WALK_EVENTS) || !chance(k, 1))
        return decide(k, timeout_ms);
    leave(k);
    return whole_nothing(INPUT_NONE); /* whoever was held finishes first */
}

/* --- rounds ------------------------------------------------------------------------------------ */

static long number_from(const char *variable, long otherwise)
{
    const char *text = getenv(variable);
    return text == NULL ? otherwise : strtol(text, NULL, 10);
}

/* One kiosk, from its first day on. Nothing of a round before this one has a say in it. */
static void play_round(struct monkey *k, long seed, long events)
{
    static const int64_t begins_ms[] = { 1000 * 1000, (INT64_C(1) << 31) - 5 * MINUTE_MS,
        (INT64_C(1) << 32) - 5 * MINUTE_MS };
    *k = (struct monkey){ .random = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15) + 1,
        .way = HASH_START };
    k->knows = (enum knows)dice(k, FINDS_IT_NEW + 1);
    k->sought_first = SCREEN_ORGANISER + (int)dice(k, ORGANISERS);
    k->w = (struct whole){ .next = next,
        .ctx = k,
        .pin = k->knows == KNOWS_NOTHING   ? "271828"
               : k->knows == KNOWS_THE_PIN ? "777777"
                                           : NULL,
        .pairs = k->knows != KNOWS_NOTHING };
    clock_script_set(begins_ms[dice(k, COUNT_OF(begins_ms))]);
    whole_open(&k->w);
    while (k->event < events && outside_books()->fault[0] == '\0') {
        k->day_ends = k->event + DAY_EVENTS < events ? k->event + DAY_EVENTS : events;
        whole_run(&k->w);
    }
    if (k->knows == KNOWS_NOTHING && outside_books()->pins_set > 0)
        outside_fault("somebody without the PIN set another");
    whole_close(&k->w);
    if (outside_books()->fault[0] != '\0')
        fail_msg("MONKEY_SEED=%ld MONKEY_EVENTS=%ld, event %ld: %s", seed, events, k->event,
            outside_books()->fault);
}

/* What came of a round, or of all of them. */
struct outcome {
    long seed, asked; /* events; of a round */
    uint64_t way; /* of a round */
    long events, leaves, reached[SCREEN_COUNT];
    struct outside_books books;
};

static void note(struct outcome *o, const struct monkey *k, long seed, long asked)
{
    *o = (struct outcome){ .seed = seed,
        .asked = asked,
        .way = k->way,
        .events = k->event,
        .leaves = k->leaves,
        .books = *outside_books() };
    memcpy(o->reached, k->reached, sizeof o->reached);
}

static void add(struct outcome *sum, const struct outcome *of)
{
    struct outside_books *all = &sum->books;
    const struct outside_books *b = &of->books;
    all->counted += b->counted;
    all->cards_asked += b->cards_asked;
    all->cards_out += b->cards_out;
    all->syncs += b->syncs;
    all->syncs_failed += b->syncs_failed;
    all->pins_tried += b->pins_tried;
    all->pins_right += b->pins_right;
    all->pins_set += b->pins_set;
    all->meetings_begun += b->meetings_begun;
    all->meetings_gone += b->meetings_gone;
    all->handouts += b->handouts;
    sum->events += of->events;
    sum->leaves += of->leaves;
    for (int i = 0; i < SCREEN_COUNT; i++)
        sum->reached[i] += of->reached[i];
}

static void tell(const struct outcome *sum)
{
    const struct outside_books *b = &sum->books;
    print_message("# %ld events, %ld answers, %ld cards, %ld handouts, %ld syncs (%ld failed), "
                  "PINs: %ld tried, %ld right, %ld set; meetings: %ld begun, %ld gone; left %ld\n",
        sum->events, b->counted, b->cards_out, b->handouts, b->syncs, b->syncs_failed,
        b->pins_tried, b->pins_right, b->pins_set, b->meetings_begun, b->meetings_gone,
        sum->leaves);
    for (int i = 0; i < SCREEN_COUNT; i++)
        print_message("# on %s: %ld turns\n", screen_name((enum screen_id)i), sum->reached[i]);
    torture_figure("fingers", "random events on the whole app, make-believe display", sum->events,
        sum->events, 0);
    torture_figure(
        "fingers", "answers acknowledged meanwhile, and stored once", b->counted, b->counted, 0);
    torture_figure("fingers", "syncs meanwhile, exported as published", b->syncs, b->syncs, 0);
    torture_figure(
        "fingers", "walks away from any screen, back on attract", sum->leaves, sum->leaves, 0);
}

/* Played alone, a round goes the way that it went among others: a seed that fails can be had again. */
static void play_again(struct monkey *k, const struct outcome *before)
{
    struct outcome *now = test_calloc(1, sizeof *now);
    play_round(k, before->seed, before->asked);
    note(now, k, before->seed, before->asked);
    print_message("# again, MONKEY_SEED=%ld: %ld events and %ld answers, %ld and %ld\n",
        before->seed, before->events, before->books.counted, now->events, now->books.counted);
    assert_int_equal(now->events, before->events);
    assert_int_equal(now->books.counted, before->books.counted);
    assert_memory_equal(now->reached, before->reached, sizeof now->reached);
    assert_true(now->way == before->way);
    test_free(now);
}

static void a_monkey(void **state)
{
    (void)state;
    struct monkey *k = test_calloc(1, sizeof *k);
    struct outcome *sum = test_calloc(1, sizeof *sum), *round = test_calloc(1, sizeof *round),
                   *later = test_calloc(1, sizeof *later);
    bool replays = getenv("MONKEY_SEED") != NULL;
    long seed = number_from("MONKEY_SEED", (long)(getpid() % 100000) * 1000 + 1);
    long events = number_from(
        "MONKEY_EVENTS", replays ? ROUND_EVENTS : torture_rounds(15 * 1000, 1000 * 1000));

    for (; sum->events < events; seed++) {
        long left = events - sum->events;
        long asked = replays || left < ROUND_EVENTS ? left : ROUND_EVENTS;
        print_message("# MONKEY_SEED=%ld MONKEY_EVENTS=%ld\n", seed, asked);
        play_round(k, seed, asked);
        note(round, k, seed, asked);
        /* best one in which it chose where to go */
        if (sum->events > 0 && (later->asked == 0 || round->reached[SCREEN_ORGANISER] > 0))
            *later = *round;
        add(sum, round);
    }
    if (later->asked > 0)
        play_again(k, later);
    tell(sum);
    if (torture_is_long() && !replays)
        for (int i = 0; i < SCREEN_COUNT; i++)
            if (sum->reached[i] == 0)
                fail_msg("it never came to %s", screen_name((enum screen_id)i));
    test_free(later);
    test_free(round);
    test_free(sum);
    test_free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(a_monkey) };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
