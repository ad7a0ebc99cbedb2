#include "play.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

static const char *const effect_names[FX_KIND_COUNT] = {
    [FX_COUNT_ANSWER] = "count",
    [FX_TIDY] = "tidy",
    [FX_PRINT_CARD] = "print",
    [FX_CANCEL_PRINT] = "cancel",
    [FX_MAKE_QR] = "qr",
    [FX_CHECK_PIN] = "check-pin",
    [FX_SET_PIN] = "set-pin",
    [FX_BEGIN_MEETING] = "begin",
    [FX_CHANGE_MEETING] = "change",
    [FX_CLOSE_MEETING] = "close",
    [FX_REVEAL] = "reveal",
    [FX_DROP_TRIAL] = "drop",
    [FX_LIST_MEETINGS] = "meetings",
    [FX_DELETE_MEETING] = "delete",
    [FX_NOTE_EXPORTED] = "note-exported",
    [FX_KEEP_SETTINGS] = "keep-settings",
    [FX_LOOK_AROUND] = "look",
    [FX_LIST_PRINTERS] = "printers",
    [FX_LOOK_AT_PRINTER] = "look-printer",
    [FX_RESUME_PRINTER] = "resume-printer",
    [FX_USE_PRINTER] = "use-printer",
    [FX_MAKE_HANDOUT] = "make",
    [FX_PRINT_HANDOUT] = "print-handout",
    [FX_IMPORT] = "import",
    [FX_INSTALL] = "install",
    [FX_ASK_MACHINE] = "ask",
    [FX_CONFIRM_DAY] = "confirm-day",
    [FX_TURN_GLASS] = "turn",
    [FX_STICK_PROGRESS] = "progress",
    [FX_FIT_IMPORT] = "fit-import",
    [FX_RESTART] = "restart",
    [FX_EXPORT] = "export",
    [FX_WRITE_STICK] = "write",
    [FX_PAIR] = "pair",
    [FX_KEEP_PRINTED] = "keep",
    [FX_STOP] = "stop",
};

static void list_effects(const struct effects *fx, char text[160])
{
    size_t len = 0;
    text[0] = '\0';
    for (int i = 0; i < fx->count; i++)
        len += (size_t)snprintf(text + len, 160 - len, "%s ", effect_names[fx->list[i].kind]);
}

struct effects play_one(struct model *m, const struct msg *msg)
{
    struct effects fx = { 0 };
    struct msg answer = *msg;
    if (answer.kind == MSG_ANSWER_COUNTED && answer.counted.deck == NULL)
        answer.counted.deck = m->deck; /* of this meeting, unless the test says otherwise */
    step(m, &answer, screens_on_msg(), &fx);
    return fx;
}

void play(struct model *m, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char left[160];
        struct effects fx = play_one(m, &rows[i].msg);
        list_effects(&fx, left);
        int at = (int)m->screen + (m->idle_warning ? ASKS : 0);
        if (at != rows[i].lands_on || strcmp(left, rows[i].effects) != 0)
            fail_msg("row %zu: on %s%s with \"%s\", not on %s%s with \"%s\"", i + 1,
                screen_name(m->screen), m->idle_warning ? ", asking," : "", left,
                screen_name((enum screen_id)(rows[i].lands_on % ASKS)),
                rows[i].lands_on >= ASKS ? ", asking," : "", rows[i].effects);
    }
}

struct effects play_tick(struct model *m, int64_t now_ms)
{
    return play_one(m, &(struct msg){ .kind = MSG_TICK, .now_ms = now_ms });
}

struct model play_model(void)
{
    static const struct card cards[] = { { .key = "een", .choice_count = 3 },
        { .key = "twee", .choice_count = 2 } };
    static const struct deck deck = {
        .key = "deck", .cards = { &cards[0], &cards[1] }, .card_count = 2
    };
    static const struct content content = { .languages = { { .code = "nl" }, { .code = "en" } },
        .language_count = 2,
        .cards = cards,
        .card_count = 2,
        .decks = &deck,
        .deck_count = 1 };
    struct model m = model_new(&content, &deck, 0);
    m.machine.ready = true;
    m.machine.printer = PRINTER_READY;
    return m;
}

struct model play_answered(void)
{
    static const struct row rows[] = {
        { { .kind = MSG_OPEN_CARD, .card = 0 }, SCREEN_ELEMENT, "" },
        { { .kind = MSG_PICK_ELEMENT, .element = ELEMENT_ETHICS }, SCREEN_CHOICE, "" },
        { { .kind = MSG_PICK_CHOICE, .choice = CHOICE_B }, SCREEN_CHOICE, "" },
        { { .kind = MSG_CONFIRM }, SCREEN_CHOICE, "count " },
        { { .kind = MSG_ANSWER_COUNTED, .counted = { .visit = 1, .card = 0 } }, SCREEN_GROUP, "" },
    };
    struct model m = play_model();
    PLAY(&m, rows);
    return m;
}
