/* Screen: the organiser's PIN, asked for or set. Digits are never logged and wiped after use. */
#include "core/practice.h"
#include "screens/screen.h"
#include "ui/button.h"
#include "ui/page.h"
#include <string.h>

static void forget_digits(struct pin_entry *p)
{
    memset(p->digits, 0, sizeof p->digits);
    p->count = 0;
}

/* --- view --- */

/* The organiser, who is in already, shows that a meeting may go without an export. */
static bool deletes(const struct model *m)
{
    return m->pin.step == PIN_STEP_ASK && m->pin.then == SCREEN_MEETINGS;
}

/* Nothing can be saved: with this start no PIN is known, and none can be set. */
static bool is_without_store(const struct model *m)
{
    return m->pin.step == PIN_STEP_LATE && m->machine.store_trouble != ERR_NONE;
}

static const char *title_of(const struct model *m)
{
    static const enum phrase_id titles[] = { [PIN_STEP_ASK] = PHRASE_PIN_TITLE,
        [PIN_STEP_NEW] = PHRASE_PIN_NEW,
        [PIN_STEP_AGAIN] = PHRASE_PIN_AGAIN,
        [PIN_STEP_LATE] = PHRASE_PIN_LATE,
        [PIN_STEP_FORGOTTEN] = PHRASE_PIN_FORGOTTEN };
    if (is_without_store(m))
        return model_phrase(m, PHRASE_ORG_STORE_TROUBLE);
    return model_phrase(m, deletes(m) ? PHRASE_PIN_DELETE : titles[m->pin.step]);
}

/* Whoever holds the paired stick may choose another PIN: it has to be put in while we look. */
static enum phrase_id stick_line(const struct model *m)
{
    enum stick_condition stick = m->machine.stick;
    if (stick == STICK_NEW)
        return PHRASE_PIN_STICK_OTHER;
    return m->pin.stick_was_out ? PHRASE_PIN_STICK_IN : PHRASE_PIN_STICK_AGAIN;
}

/*
 * Nothing may be typed now. A check that is under way holds up whoever comes next too: by leaving and
 * coming back, many PINs could be tried before the answer to the first begins the wait.
 */
static bool is_shut(const struct model *m)
{
    bool asks = m->pin.step == PIN_STEP_ASK;
    return m->pin.checking || (asks && (m->machine.pin_checking || model_pin_wait_ms(m) > 0));
}

/* What there is to say below the title: why it did not work, or what to do. */
static const char *line_of(const struct model *m, struct ui *ui)
{
    static const enum phrase_id lines[] = { [PIN_STEP_ASK] = PHRASE_PIN_LINE,
        [PIN_STEP_NEW] = PHRASE_PIN_NEW_LINE,
        [PIN_STEP_AGAIN] = PHRASE_PIN_AGAIN_LINE,
        [PIN_STEP_LATE] = PHRASE_PIN_LATE_LINE };
    int64_t wait = model_pin_wait_ms(m);
    if (m->pin.step == PIN_STEP_ASK && wait > 0) {
        long seconds = (long)((wait + 999) / 1000);
        return phrase_fill(ui->arena, phrase_n(model_language(m), PHRASE_PIN_WAIT, seconds), "n",
            arena_printf(ui->arena, "%ld", seconds), NULL);
    }
    if (m->pin.step == PIN_STEP_FORGOTTEN)
        return model_phrase(m, stick_line(m));
    if (is_without_store(m))
        return model_phrase(m, PHRASE_ORG_STORE_TROUBLE_LINE);
    if (is_shut(m))
        return model_phrase(m, PHRASE_PIN_CHECKING);
    if (m->pin.notice == PIN_NOTICE_WRONG)
        return model_phrase(m, PHRASE_PIN_WRONG);
    if (m->pin.notice == PIN_NOTICE_NOT_CHECKED)
        return model_phrase(m, PHRASE_PIN_NOT_CHECKED);
    if (m->pin.notice == PIN_NOTICE_DIFFERENT)
        return model_phrase(m, PHRASE_PIN_DIFFERENT);
    if (m->pin.notice == PIN_NOTICE_NOT_KEPT)
        return model_phrase(m, PHRASE_PIN_NOT_KEPT);
    return model_phrase(m, lines[m->pin.step]);
}

/* One dot a digit; that there are three is no secret, which ones is. */
static void draw_dots(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    int side = t->mm * 4, gap = t->mm * 3;
    struct rect all = { r.x, r.y, PIN_DIGITS * side + (PIN_DIGITS - 1) * gap, r.h };

    for (int i = 0; i < PIN_DIGITS; i++) {
        struct rect dot = rect_cut_left(&r, side);
        dot = rect_centre(dot, side, side);
        draw_edge(ui->draw, dot, side / 2, t->edge_px, t->ink, i < m->pin.count ? t->ink : t->desk);
        rect_cut_left(&r, gap);
    }
    ui_control(ui, (struct control){ .id = "pin.entered",
                       .label = arena_printf(ui->arena, "%d/%d", m->pin.count, PIN_DIGITS),
                       .role = ROLE_TEXT,
                       .rect = all });
}

static void draw_keys(struct ui *ui, const struct model *m, struct rect r)
{
    bool shut = is_shut(m);
    int gap = ui->theme->gap;
    for (int i = 0; i < 12; i++) {
        struct rect cell = rect_column(rect_row(r, 4, gap, i / 3), 3, gap, i % 3);
        int digit = i == 10 ? 0 : i + 1;
        struct button key = {
            .kind = BUTTON_OTHER, .quick = true, .secret = true, .disabled = shut
        };
        if (i == 9) {
            key.id = "pin.erase";
            key.label = model_phrase(m, PHRASE_PIN_ERASE);
            key.send = (struct action){ MSG_PIN_ERASE, 0 };
            key.disabled = shut || m->pin.count == 0;
        } else if (i == 11) {
            key.id = "pin.ok";
            key.label = model_phrase(m, PHRASE_PIN_OK);
            key.send = (struct action){ MSG_PIN_OK, 0 };
            key.kind = BUTTON_MAIN;
            key.quick = false;
            key.disabled = shut || m->pin.count < PIN_DIGITS;
        } else {
            key.id = arena_printf(ui->arena, "pin.%d", digit);
            key.label = arena_printf(ui->arena, "%d", digit);
            key.send = (struct action){ MSG_PIN_DIGIT, digit };
        }
        ui_button(ui, cell, &key);
    }
}

static bool has_keys(const struct model *m)
{
    return m->pin.step != PIN_STEP_LATE && m->pin.step != PIN_STEP_FORGOTTEN;
}

/* What stands below the words: the way out for who forgot, or for who is too late while trying. */
static bool make_button(const struct model *m, struct button *b)
{
    *b = (struct button){ .kind = BUTTON_OTHER };
    bool can_be_set = m->pin.notice != PIN_NOTICE_NOT_CHECKED;
    if (m->pin.step == PIN_STEP_ASK && !deletes(m) && can_be_set) {
        b->id = "pin.forgotten";
        b->label = model_phrase(m, PHRASE_PIN_FORGOTTEN);
        b->send = (struct action){ MSG_PIN_FORGOTTEN, 0 };
    } else if (m->pin.step == PIN_STEP_LATE && m->machine.practice) {
        b->id = "pin.start";
        b->label = model_phrase(m, PHRASE_ORG_START);
        b->send = (struct action){ MSG_PRACTICE, 0 };
        b->kind = BUTTON_MAIN;
    }
    return b->id != NULL;
}

static void draw_words(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    const char *title = title_of(m), *line = line_of(m, ui);
    struct button b;
    bool button = make_button(m, &b);
    int title_h = ui_text_height(ui, &t->title, r.w, title);
    int line_h = ui_text_height(ui, &t->text, r.w, line);
    int dots_h = has_keys(m) ? t->mm * 8 + t->gap : 0;
    int button_h = button ? ui_buttons_height(ui, &b, 1, r.w, r.h) + t->gap * 2 : 0;

    r = rect_centre(r, r.w, title_h + t->gap + dots_h + line_h + button_h);
    rect_cut_top(&r, ui_text(ui, "pin.title", r, &t->title, ALIGN_LEFT, title) + t->gap);
    if (has_keys(m))
        draw_dots(ui, m, rect_cut_top(&r, t->mm * 8));
    if (has_keys(m))
        rect_cut_top(&r, t->gap);
    rect_cut_top(&r, ui_text(ui, "pin.line", r, &t->text, ALIGN_LEFT, line));
    if (!button)
        return;
    rect_cut_top(&r, t->gap * 2);
    ui_buttons(ui, r, &b, 1, r.h);
}

static void view(const struct model *m, struct ui *ui)
{
    const struct theme *t = ui->theme;
    struct bar bar = { .back = model_phrase(m, PHRASE_NAV_BACK),
        .go_back = { MSG_GO, (int)m->pin.then },
        .steps = NO_STEPS };
    struct rect words = ui_page(ui, m, &bar), keys;
    int high = 4 * t->mm * 16 + 3 * t->gap, wide = 3 * t->mm * 24 + 2 * t->gap;

    if (!has_keys(m)) {
        int widest = ui_text_width(ui, &t->text, "o") * 50;
        draw_words(ui, m, rect_centre(words, words.w < widest ? words.w : widest, words.h));
        return;
    }
    if (ui_is_tall(ui)) {
        keys = rect_cut_bottom(&words, words.h * 60 / 100);
        rect_cut_bottom(&words, t->gap);
    } else {
        keys = rect_cut_right(&words, words.w * 54 / 100);
        rect_cut_right(&words, t->gap * 3);
    }
    keys = rect_centre(keys, keys.w < wide ? keys.w : wide, keys.h < high ? keys.h : high);
    draw_keys(ui, m, keys);
    draw_words(ui, m, words);
}

/* --- messages --- */

static void entered(struct model *m, struct effects *fx)
{
    struct pin_entry *p = &m->pin;
    struct effect fxe = { .kind = FX_CHECK_PIN };

    p->notice = PIN_NOTICE_NONE;
    if (p->step == PIN_STEP_NEW) {
        memcpy(p->first, p->digits, sizeof p->first);
        p->step = PIN_STEP_AGAIN;
        forget_digits(p);
        return;
    }
    if (p->step == PIN_STEP_AGAIN) {
        if (memcmp(p->first, p->digits, sizeof p->first) != 0) {
            *p = (struct pin_entry){
                .step = PIN_STEP_NEW, .notice = PIN_NOTICE_DIFFERENT, .then = p->then
            };
            return;
        }
        fxe.kind = FX_SET_PIN;
        memset(p->first, 0, sizeof p->first);
    } else {
        m->machine.pin_checking = true;
    }
    memcpy(fxe.pin, p->digits, sizeof fxe.pin);
    p->checking = true;
    forget_digits(p);
    effects_push(fx, fxe);
    explicit_bzero(fxe.pin, sizeof fxe.pin);
}

static void leave(struct model *m, struct effects *fx)
{
    enum screen_id then = m->pin.then;
    if (then == SCREEN_ATTRACT) {
        model_next_visitor(m, fx);
        return;
    }
    m->pin = (struct pin_entry){ 0 };
    organiser_open(m, then, fx);
}

static void checked(struct model *m, const struct msg *msg, struct effects *fx)
{
    m->pin.checking = false;
    if (msg->pin.right && deletes(m)) {
        organiser_delete(m, fx);
        leave(m, fx);
        return;
    }
    if (msg->pin.right) {
        m->pin = (struct pin_entry){ 0 };
        organiser_enter(m, fx);
        return;
    }
    m->pin.notice = msg->pin.code == ERR_NONE ? PIN_NOTICE_WRONG : PIN_NOTICE_NOT_CHECKED;
}

/* In the set-up the next step follows; else it is where the organiser came from. */
static void kept(struct model *m, bool well, struct effects *fx)
{
    enum screen_id then = m->pin.then;
    if (!m->pin.checking || m->pin.step != PIN_STEP_AGAIN)
        return; /* asked by somebody who has left */
    if (!well) {
        m->pin =
            (struct pin_entry){ .step = PIN_STEP_NEW, .notice = PIN_NOTICE_NOT_KEPT, .then = then };
        return;
    }
    m->pin = (struct pin_entry){ 0 };
    if (then == SCREEN_SETUP)
        setup_go(m, SETUP_MEETING, fx);
    else if (then != SCREEN_ATTRACT)
        organiser_open(m, then, fx);
    else
        organiser_enter(m, fx);
}

static void stick_moved(struct pin_entry *p, enum stick_condition is)
{
    if (p->step != PIN_STEP_FORGOTTEN)
        return;
    if (is == STICK_NONE)
        p->stick_was_out = true;
    else if (is == STICK_PAIRED && p->stick_was_out)
        *p = (struct pin_entry){ .step = PIN_STEP_NEW };
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct pin_entry *p = &m->pin;
    bool shut = is_shut(m);

    switch (msg->kind) {
    case MSG_GO:
        leave(m, fx);
        break;
    case MSG_PIN_DIGIT:
        if (!shut && p->count < PIN_DIGITS)
            p->digits[p->count++] = (char)('0' + msg->number);
        break;
    case MSG_PIN_ERASE:
        if (p->count > 0)
            p->digits[--p->count] = '\0';
        break;
    case MSG_PIN_OK:
        if (!shut && p->count == PIN_DIGITS)
            entered(m, fx);
        break;
    case MSG_PIN_FORGOTTEN:
        *p = (struct pin_entry){ .step = PIN_STEP_FORGOTTEN,
            .stick_was_out = m->machine.stick == STICK_NONE };
        break;
    case MSG_PRACTICE:
        if (p->step == PIN_STEP_LATE)
            practice_end(m, fx);
        break;
    case MSG_STICK:
        stick_moved(p, msg->stick.condition);
        break;
    case MSG_PIN_CHECKED:
        checked(m, msg, fx);
        break;
    case MSG_PIN_SET:
        kept(m, msg->number == 1, fx);
        break;
    default:
        break;
    }
}

const struct screen screen_pin = { .on_msg = on_msg, .view = view };
