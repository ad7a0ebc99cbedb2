/* Screen: the set-up, one question at a time; each can be skipped and done later. */
#include "core/date.h"
#include "core/plain_text.h"
#include "screens/handout_line.h"
#include "screens/question.h"
#include "screens/screen.h"

/* --- buttons --- */

static void add_next(const struct model *m, struct question *q, enum msg_kind kind, int arg)
{
    question_button(q, (struct button){ .id = "setup.next",
                           .label = model_phrase(m, PHRASE_SETUP_NEXT),
                           .send = { kind, arg },
                           .kind = BUTTON_MAIN });
}

static void add_skip(const struct model *m, struct question *q)
{
    question_button(q, (struct button){ .id = "setup.skip",
                           .label = model_phrase(m, PHRASE_SETUP_SKIP),
                           .send = { MSG_SETUP, (int)m->organiser.setup.step + 1 },
                           .kind = BUTTON_OTHER });
}

/* --- the steps --- */

static void ask_language(const struct model *m, struct ui *ui, struct question *q)
{
    q->title = model_phrase(m, PHRASE_SETUP_LANGUAGE);
    q->line = model_phrase(m, PHRASE_SETUP_LANGUAGE_LINE);
    for (int i = 0; i < m->content->language_count; i++)
        question_row(q, (struct row){ .id = arena_printf(ui->arena, "setup.language.%s",
                                          m->content->languages[i].code),
                            .title = m->content->languages[i].name,
                            .send = { MSG_DEFAULT_LANGUAGE, i },
                            .chosen = i == m->default_language });
    add_next(m, q, MSG_SETUP, SETUP_PIN);
    add_skip(m, q);
}

static void ask_pin(const struct model *m, struct question *q)
{
    bool has = m->machine.has_pin;
    q->title = model_phrase(m, has ? PHRASE_SETUP_PIN_HAS : PHRASE_SETUP_PIN);
    q->line = model_phrase(m, has ? PHRASE_SETUP_PIN_HAS_LINE : PHRASE_SETUP_PIN_LINE);
    add_next(m, q, MSG_NEW_PIN, SCREEN_SETUP);
    add_skip(m, q);
}

static const char *or_empty(const struct model *m, const char *text)
{
    return text[0] == '\0' ? model_phrase(m, PHRASE_SETUP_EMPTY) : text;
}

static struct row date_row(const struct model *m, struct ui *ui, const struct draft *d)
{
    const char *date = date_long(ui->arena, model_language(m), d->meeting.date);
    struct row row = {
        .id = "setup.date", .title = model_phrase(m, PHRASE_SETUP_MEETING_DATE), .line = date
    };
    if (date[0] == '\0') {
        row.line = model_phrase(m, PHRASE_SETUP_NO_CLOCK);
        row.send = (struct action){ MSG_GO, SCREEN_CLOCK };
    }
    return row;
}

static void ask_meeting(const struct model *m, struct ui *ui, struct question *q)
{
    const struct draft d = organiser_draft(m);
    q->title = model_phrase(m, PHRASE_SETUP_MEETING);
    question_row(q, (struct row){ .id = "setup.title_text",
                        .title = model_phrase(m, PHRASE_SETUP_MEETING_TITLE),
                        .line = or_empty(m, plain_text_breakable(ui->arena, d.meeting.title)),
                        .send = { MSG_MEETING_TEXT, FIELD_TITLE } });
    question_row(q, (struct row){ .id = "setup.place",
                        .title = model_phrase(m, PHRASE_SETUP_MEETING_PLACE),
                        .line = or_empty(m, plain_text_breakable(ui->arena, d.meeting.place)),
                        .send = { MSG_MEETING_TEXT, FIELD_PLACE } });
    question_row(q, date_row(m, ui, &d));
    add_next(m, q, MSG_SETUP_NAME, 0);
    add_skip(m, q);
}

static void ask_trial(const struct model *m, struct question *q)
{
    q->title = model_phrase(m, PHRASE_SETUP_TRIAL);
    q->line = model_phrase(m, PHRASE_SETUP_TRIAL_LINE);
    question_button(q, (struct button){ .id = "setup.keep",
                           .label = model_phrase(m, PHRASE_SETUP_TRIAL_KEEP),
                           .send = { MSG_SETUP_TRIAL, 0 },
                           .kind = BUTTON_MAIN });
    question_button(q, (struct button){ .id = "setup.drop",
                           .label = model_phrase(m, PHRASE_SETUP_TRIAL_DROP),
                           .send = { MSG_SETUP_TRIAL, 1 },
                           .kind = BUTTON_OTHER });
}

static void ask_printer(const struct model *m, struct question *q)
{
    const char *how = handout_line(m, HANDOUT_TEST);
    bool printer = m->machine.printer != PRINTER_NONE && !m->machine.settings.printer_off;
    q->title = model_phrase(m, PHRASE_SETUP_PRINTER);
    if (!printer) {
        q->line = model_phrase(m, PHRASE_SETUP_PRINTER_NONE);
        add_next(m, q, MSG_SETUP, SETUP_PRACTICE);
        return;
    }
    struct button print = { .id = "setup.print",
        .label =
            model_phrase(m, how == NULL ? PHRASE_SETUP_PRINTER_GO : PHRASE_SETUP_PRINTER_AGAIN),
        .send = { MSG_PRINT_OUT, HANDOUT_TEST },
        .kind = how == NULL ? BUTTON_MAIN : BUTTON_OTHER,
        .disabled = handout_is_busy(m) };
    q->line = how == NULL ? model_phrase(m, PHRASE_SETUP_PRINTER_LINE) : how;
    if (how == NULL) {
        question_button(q, print);
        add_skip(m, q);
    } else {
        add_next(m, q, MSG_SETUP, SETUP_PRACTICE);
        question_button(q, print);
    }
}

static void ask_practice(const struct model *m, struct question *q)
{
    q->title = model_phrase(m, PHRASE_SETUP_PRACTICE);
    q->line = model_phrase(m, PHRASE_SETUP_PRACTICE_LINE);
    question_button(q, (struct button){ .id = "setup.practice",
                           .label = model_phrase(m, PHRASE_ORG_PRACTICE),
                           .send = { MSG_PRACTICE, 1 },
                           .kind = BUTTON_MAIN });
    add_skip(m, q);
}

static void ask_start(const struct model *m, struct ui *ui, struct question *q)
{
    bool practice = m->machine.practice;
    q->title = model_phrase(m, PHRASE_SETUP_START);
    q->line = phrase_fill(ui->arena,
        model_phrase(m, practice ? PHRASE_SETUP_START_PRACTICE : PHRASE_SETUP_START_LINE), "title",
        plain_text_breakable(ui->arena, m->machine.meeting.title), NULL);
    question_button(q, (struct button){ .id = "setup.start",
                           .label = model_phrase(m, PHRASE_ORG_START),
                           .send = { MSG_PRACTICE, 0 },
                           .kind = BUTTON_MAIN });
    question_button(
        q, (struct button){ .id = "setup.practice",
               .label = model_phrase(m, practice ? PHRASE_SETUP_START_LATER : PHRASE_ORG_PRACTICE),
               .send = { MSG_PRACTICE, 1 },
               .kind = BUTTON_OTHER });
    question_button(q, (struct button){ .id = "setup.overview",
                           .label = model_phrase(m, PHRASE_SETUP_OVERVIEW),
                           .send = { MSG_GO, SCREEN_ORGANISER },
                           .kind = BUTTON_OTHER });
}

/* Back from the first step: whoever held the wordmark by mistake is out. */
static struct action way_back(const struct model *m)
{
    const struct setup *s = &m->organiser.setup;
    if (s->asks_trial)
        return (struct action){ MSG_SETUP, SETUP_MEETING };
    if (s->step > SETUP_LANGUAGE)
        return (struct action){ MSG_SETUP, (int)s->step - 1 };
    return m->machine.has_pin ? (struct action){ MSG_GO, SCREEN_ORGANISER }
                              : (struct action){ MSG_LOCK, 0 };
}

static void view(const struct model *m, struct ui *ui)
{
    const struct setup *s = &m->organiser.setup;
    struct question q = { .go_back = way_back(m) };
    q.kicker = phrase_fill(ui->arena, model_phrase(m, PHRASE_STEP_OF), "n",
        arena_printf(ui->arena, "%d", (int)s->step + 1), "total",
        arena_printf(ui->arena, "%d", SETUP_STEPS), NULL);
    switch (s->step) {
    case SETUP_LANGUAGE:
        ask_language(m, ui, &q);
        break;
    case SETUP_PIN:
        ask_pin(m, &q);
        break;
    case SETUP_MEETING:
        if (s->asks_trial)
            ask_trial(m, &q);
        else
            ask_meeting(m, ui, &q);
        break;
    case SETUP_PRINTER:
        ask_printer(m, &q);
        break;
    case SETUP_PRACTICE:
        ask_practice(m, &q);
        break;
    default:
        ask_start(m, ui, &q);
        break;
    }
    question_draw(ui, m, &q);
}

/* --- messages --- */

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    switch (msg->kind) {
    case MSG_DEFAULT_LANGUAGE:
        care_speak(m, msg->language, fx);
        break;
    case MSG_MEETING_TEXT:
        text_field_open(m, (enum field)msg->number, SCREEN_SETUP);
        break;
    case MSG_SETUP_NAME:
        setup_name(m, fx);
        break;
    case MSG_SETUP_TRIAL:
        setup_name_with(m, msg->number == 1, fx);
        break;
    case MSG_GO:
        m->organiser.care.clock_back = SCREEN_SETUP;
        organiser_on_msg(m, msg, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_setup = { .on_msg = on_msg, .view = view };
