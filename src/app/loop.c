#include "app/loop.h"

#include "app/stage.h"
#include "app/ui_log.h"
#include "base/clock.h"
#include "base/hash.h"
#include "core/step.h"
#include "screens/screen.h"
#include "ui/touch.h"
#include "ui/width_cache.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

enum {
    FOCUS_ID_MAX = 96,
    WIDTHS = 4096,
    LOG_AFTER_MS = 5, /* clocks round: who reads that a control is live must be right */
};

struct loop {
    struct loop_plan plan;
    struct model model;
    struct stage *stage; /* the hall's screen */
    struct fingers fingers;
    struct arena *frame; /* what the view declares; reset before each view */
    struct draw_list draw;
    struct controls controls;
    struct width_cache *widths;
    char focus[FOCUS_ID_MAX]; /* id with the keyboard's ring; "": none */
    uint64_t painted; /* hash of the picture on the glass; 0: none */
    uint64_t scene; /* generation of the controls on the glass */
    int64_t live_ms; /* when they take fingers */
    uint64_t said; /* hash of what the log would say of the glass */
    bool log_due, stopping;
    bool again; /* stopping, to begin anew */
};

/* --- out: effects, picture, log --- */

static void carry_out(struct loop *l, const struct effects *fx)
{
    for (int i = 0; i < fx->count; i++) {
        const struct effect *e = &fx->list[i];
        enum worker_id on = effects_worker(e->kind);
        if (e->kind == FX_STOP || e->kind == FX_RESTART) {
            l->stopping = true;
            l->again = e->kind == FX_RESTART;
        } else if (on == WORKER_MAIN) {
            effects_run(l->plan.parts, e);
        } else {
            worker_give(l->plan.workers[on], e);
        }
    }
}

static void feed(struct loop *l, const struct msg *msg)
{
    struct effects fx = { 0 };
    step(&l->model, msg, screens_on_msg(), &fx);
    carry_out(l, &fx);
    explicit_bzero(&fx, sizeof fx); /* it may have held a PIN */
}

static const char *pressed_id(const struct loop *l, char *copy)
{
    int item = touch_pressed(&l->fingers, &l->controls);
    if (item < 0 || strlen(l->controls.list[item].id) >= FOCUS_ID_MAX)
        return NULL;
    return memcpy(copy, l->controls.list[item].id, strlen(l->controls.list[item].id) + 1);
}

static void view(struct loop *l)
{
    struct geometry g = display_geometry(l->plan.display);
    const struct visit *v = &l->model.visit;
    struct theme theme =
        theme_make(g.width, g.height, g.px_per_mm, v->large_text, v->high_contrast);
    char pressed[FOCUS_ID_MAX]; /* ids live in the arena that is about to go */
    struct ui ui = { .arena = l->frame,
        .theme = &theme,
        .measure = width_cache_measure(l->widths),
        .draw = &l->draw,
        .controls = &l->controls,
        .focus = l->focus[0] == '\0' ? NULL : l->focus,
        .pressed = pressed_id(l, pressed) };

    arena_reset(l->frame);
    ui_begin(&ui, g.width, g.height);
    screens_view(&l->model, &ui);
    ui_end(&ui);
}

/* What --ui-log tells of: a button that is merely pressed is no news. */
static uint64_t state_hash(const struct loop *l)
{
    uint64_t h = hash_int(hash_int(HASH_START, l->model.screen), l->model.visit.language);
    for (int i = 0; i < l->controls.count; i++) {
        const struct control *c = &l->controls.list[i];
        h = hash_string(hash_string(h, c->id), c->secret ? "" : c->label);
        h = hash_bytes(h, &c->rect, sizeof c->rect);
        h = hash_int(hash_int(h, c->disabled), c->chosen);
    }
    return h;
}

/* Brings the glass up to date with the model; paints only what looks different. */
static void refresh(struct loop *l)
{
    stage_refresh(l->stage, &l->model);
    view(l);
    uint64_t picture = draw_hash(&l->draw);
    bool new_scene = l->controls.generation != l->scene;
    if (picture == l->painted && !new_scene)
        return;
    int motion_ms = display_paint(l->plan.display, &l->draw, new_scene && l->painted != 0);
    l->painted = picture;
    uint64_t state = state_hash(l);
    l->log_due = l->log_due || state != l->said;
    l->said = state;
    if (new_scene) {
        int64_t now = clock_now_ms() + motion_ms;
        l->scene = l->controls.generation;
        l->live_ms = now + QUIET_MS;
        touch_quiet(&l->fingers, now);
    }
}

static void write_log(struct loop *l)
{
    l->log_due = false;
    if (l->plan.ui_log != NULL)
        ui_log_write(l->plan.ui_log, &l->model, &l->controls, l->draw.width, l->draw.height);
}

/* --- in: fingers, keys, time, answers from outside --- */

static void choose(struct loop *l, struct action a)
{
    if (a.kind != MSG_NONE)
        feed(l, &(struct msg){ .kind = a.kind, .arg = a.arg });
}

static void finger(struct loop *l, const struct touch *t)
{
    l->focus[0] = '\0';
    if (t->phase == TOUCH_DOWN)
        feed(l, &(struct msg){ .kind = MSG_TOUCHED, .now_ms = t->at_ms });
    choose(l, touch_input(&l->fingers, t, &l->controls));
}

static void focus_on(struct loop *l, int item)
{
    const char *id = item < 0 ? "" : l->controls.list[item].id;
    if (strlen(id) < FOCUS_ID_MAX)
        memcpy(l->focus, id, strlen(id) + 1);
}

static void choose_item(struct loop *l, int item, int64_t now_ms)
{
    if (item >= 0 && !l->controls.list[item].disabled && now_ms >= l->live_ms)
        choose(l, l->controls.list[item].send);
}

static void key(struct loop *l, enum key k)
{
    int64_t now = clock_now_ms();
    int focus = l->focus[0] == '\0' ? -1 : controls_find(&l->controls, l->focus);

    feed(l, &(struct msg){ .kind = MSG_TOUCHED, .now_ms = now });
    if (k == KEY_NEXT)
        focus_on(l, controls_step(&l->controls, focus, 1));
    else if (k == KEY_PREVIOUS)
        focus_on(l, controls_step(&l->controls, focus, -1));
    else if (k == KEY_ACTIVATE)
        choose_item(l, focus, now);
    else
        choose_item(l, controls_find(&l->controls, "nav.back"), now);
}

/* Those that are there now. What they lead to waits for its own turn: proving that decks fit comes a
 * part at a time, and the glass and its fingers are not to wait for all of it. */
static void take_letters(struct loop *l)
{
    struct mailbox *box = l->plan.parts->mailbox;
    struct msg msg;
    for (int n = mailbox_count(box); n > 0 && mailbox_take(box, &msg); n--)
        feed(l, &msg);
}

static int64_t earliest(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int time_to_wait(const struct loop *l, int64_t now_ms)
{
    int64_t due =
        earliest(model_deadline_ms(&l->model), touch_deadline_ms(&l->fingers, &l->controls));
    due = earliest(due, watchdog_deadline_ms(l->plan.watchdog));
    if (l->log_due && l->plan.ui_log != NULL)
        due = earliest(due, l->live_ms + LOG_AFTER_MS);
    if (due == INT64_MAX)
        return -1;
    return due <= now_ms ? 0 : due - now_ms > INT_MAX ? INT_MAX : (int)(due - now_ms);
}

/* What was painted is lost. */
static void look_again(struct loop *l)
{
    l->painted = 0;
    stage_forget(l->stage);
}

static void count_screens(struct loop *l)
{
    feed(l, &(struct msg){ .kind = MSG_DISPLAYS, .number = display_count(l->plan.display) });
}

static void turn(struct loop *l)
{
    struct input input = display_wait(l->plan.display, time_to_wait(l, clock_now_ms()));
    int64_t now = clock_now_ms();

    feed(l, &(struct msg){ .kind = MSG_TICK, .now_ms = now });
    switch (input.kind) {
    case INPUT_TOUCH:
        finger(l, &input.touch);
        break;
    case INPUT_KEY:
        key(l, input.key);
        break;
    case INPUT_SCREENS:
        count_screens(l);
        look_again(l);
        break;
    case INPUT_RESIZED:
    case INPUT_EXPOSED:
        look_again(l);
        break;
    case INPUT_QUIT:
        feed(l, &(struct msg){ .kind = MSG_STOP });
        break;
    case INPUT_NONE:
    case INPUT_WAKE:
        break;
    }
    choose(l, touch_tick(&l->fingers, &l->controls, now));
    take_letters(l);
    refresh(l);
    if (l->log_due && clock_now_ms() >= l->live_ms + LOG_AFTER_MS)
        write_log(l);
    watchdog_turn(l->plan.watchdog, clock_now_ms());
}

bool loop_run(const struct loop_plan *plan)
{
    struct loop *l = calloc(1, sizeof *l);
    if (l == NULL)
        abort();
    l->plan = *plan;
    l->model = plan->model;
    l->frame = arena_new();
    l->stage = stage_new(plan->display);
    l->widths = width_cache_new(display_measure(plan->display), WIDTHS);
    feed(l, &(struct msg){ .kind = MSG_TICK, .now_ms = clock_now_ms() });
    count_screens(l);
    take_letters(l);
    refresh(l);
    watchdog_ready(plan->watchdog);
    while (!l->stopping)
        turn(l);
    explicit_bzero(&l->model, sizeof l->model);
    stage_free(l->stage);
    width_cache_free(l->widths);
    arena_free(l->frame);
    bool again = l->again;
    free(l);
    return again;
}
