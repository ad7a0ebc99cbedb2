/* Screen: what is set once for this kiosk, and its care. */
#include "core/date.h"
#include "core/plain_text.h"
#include "screens/question.h"
#include "screens/screen.h"

static const char *number_in(struct ui *ui, const struct model *m, enum phrase_id id, int n)
{
    return phrase_fill(ui->arena, model_phrase(m, id), "n", arena_printf(ui->arena, "%d", n), NULL);
}

static void add(const struct model *m, struct question *q, const char *id, enum phrase_id title,
    const char *line, struct action send)
{
    question_row(
        q, (struct row){ .id = id, .title = model_phrase(m, title), .line = line, .send = send });
}

/* --- the list --- */

/* Steps down, then begins at the top again. */
static int next_brightness(int now)
{
    enum { STEP = 30 };
    return now - STEP < BRIGHTNESS_LOWEST ? 100 : now - STEP;
}

static const char *clock_line(const struct model *m, struct ui *ui)
{
    const struct health *h = &m->machine.health;
    if (!h->clock_trusted)
        return model_phrase(m, PHRASE_SETTINGS_CLOCK_NOT);
    return arena_printf(
        ui->arena, "%s, %s", date_long(ui->arena, model_language(m), h->today), h->time);
}

static void add_display(const struct model *m, struct ui *ui, struct question *q)
{
    const struct settings *s = &m->machine.settings;
    const struct care *c = &m->organiser.care;
    add(m, q, "settings.brightness", PHRASE_SETTINGS_BRIGHTNESS,
        c->dim_refused ? model_phrase(m, PHRASE_SETTINGS_BRIGHTNESS_NOT)
                       : number_in(ui, m, PHRASE_SETTINGS_PERCENT, s->brightness),
        (struct action){ MSG_BRIGHTNESS, next_brightness(s->brightness) });
    add(m, q, "settings.rotation", PHRASE_SETTINGS_ROTATION,
        c->turn_refused ? model_phrase(m, PHRASE_SETTINGS_ROTATION_NOT)
                        : number_in(ui, m, PHRASE_SETTINGS_DEGREES, s->rotation),
        (struct action){ MSG_ROTATION, (s->rotation + 90) % 360 });
}

static void list_all(const struct model *m, struct ui *ui, struct question *q)
{
    const struct settings *s = &m->machine.settings;
    int next = (m->default_language + 1) % m->content->language_count;
    q->title = model_phrase(m, PHRASE_ORG_SETTINGS);
    add(m, q, "settings.pin", PHRASE_SETTINGS_PIN,
        model_phrase(m, m->machine.has_pin ? PHRASE_SETTINGS_PIN_CHANGE : PHRASE_SETTINGS_PIN_NONE),
        (struct action){ MSG_NEW_PIN, SCREEN_SETTINGS });
    add(m, q, "settings.language", PHRASE_SETTINGS_LANGUAGE,
        m->content->languages[m->default_language].name,
        (struct action){ MSG_DEFAULT_LANGUAGE, next });
    add(m, q, "settings.kiosk", PHRASE_SETTINGS_KIOSK,
        s->kiosk[0] == '\0' ? model_phrase(m, PHRASE_SETUP_EMPTY)
                            : plain_text_breakable(ui->arena, s->kiosk),
        (struct action){ MSG_MEETING_TEXT, FIELD_KIOSK });
    add(m, q, "settings.clock", PHRASE_SETTINGS_CLOCK, clock_line(m, ui),
        (struct action){ MSG_GO, SCREEN_CLOCK });
    add_display(m, ui, q);
    add(m, q, "settings.selftest", PHRASE_SETTINGS_SELFTEST,
        model_phrase(m, PHRASE_SETTINGS_SELFTEST_LINE), (struct action){ MSG_GO, SCREEN_SELFTEST });
    add(m, q, "settings.setup", PHRASE_SETTINGS_SETUP, model_phrase(m, PHRASE_SETTINGS_SETUP_LINE),
        (struct action){ MSG_SETUP, SETUP_LANGUAGE });
    add(m, q, "settings.restart", PHRASE_SETTINGS_RESTART,
        model_phrase(m, PHRASE_SETTINGS_RESTART_LINE), (struct action){ MSG_SURE, REQUEST_REBOOT });
    add(m, q, "organiser.shutdown", PHRASE_SETTINGS_OFF, model_phrase(m, PHRASE_SETTINGS_OFF_LINE),
        (struct action){ MSG_SURE, REQUEST_POWER_OFF });
}

/* --- off, or on again --- */

static void ask_sure(const struct model *m, struct question *q)
{
    const struct care *c = &m->organiser.care;
    bool off = c->request == REQUEST_POWER_OFF, sure = c->asked == ASKED_SURE;
    q->go_back = (struct action){ MSG_NEVER_MIND, 0 };
    if (sure) {
        q->title = model_phrase(m, off ? PHRASE_SETTINGS_OFF_SURE : PHRASE_SETTINGS_RESTART_SURE);
        q->line = model_phrase(
            m, off ? PHRASE_SETTINGS_OFF_SURE_LINE : PHRASE_SETTINGS_RESTART_SURE_LINE);
        question_button(q,
            (struct button){ .id = "settings.sure",
                .label = model_phrase(m, off ? PHRASE_FINISH_OFF_GO : PHRASE_SETTINGS_RESTART_GO),
                .send = { MSG_REQUEST, (int)c->request },
                .kind = BUTTON_MAIN });
    } else {
        bool refused = off && c->asked == ASKED_REFUSED;
        q->title = model_phrase(m, refused ? PHRASE_FINISH_OFF
                                   : off   ? PHRASE_OFF_BUSY
                                           : PHRASE_SETTINGS_RESTARTING);
        q->line = refused ? model_phrase(m, PHRASE_OFF_REFUSED) : NULL;
    }
    question_button(
        q, (struct button){ .id = "settings.never_mind",
               .label = model_phrase(m, sure ? PHRASE_SETTINGS_NEVER_MIND : PHRASE_SETUP_OVERVIEW),
               .send = { sure ? MSG_NEVER_MIND : MSG_GO, SCREEN_ORGANISER },
               .kind = BUTTON_OTHER });
}

static void view(const struct model *m, struct ui *ui)
{
    const struct care *c = &m->organiser.care;
    struct question q = { .go_back = { MSG_GO, SCREEN_ORGANISER } };
    if (c->asked != ASKED_NOTHING && c->request != REQUEST_SET_TIME)
        ask_sure(m, &q);
    else
        list_all(m, ui, &q);
    question_draw(ui, m, &q);
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct care *c = &m->organiser.care;
    switch (msg->kind) {
    case MSG_DEFAULT_LANGUAGE:
        care_speak(m, msg->language, fx);
        break;
    case MSG_MEETING_TEXT:
        text_field_open(m, (enum field)msg->number, SCREEN_SETTINGS);
        break;
    case MSG_BRIGHTNESS:
        care_dim(m, msg->number, fx);
        break;
    case MSG_ROTATION:
        care_turn(m, msg->number, fx);
        break;
    case MSG_SETTINGS:
        care_settings_kept(m);
        break;
    case MSG_SURE:
        c->asked = ASKED_SURE;
        c->request = (enum request)msg->number;
        break;
    case MSG_NEVER_MIND:
        c->asked = ASKED_NOTHING;
        break;
    case MSG_REQUEST:
        care_request(m, (enum request)msg->number, fx);
        break;
    case MSG_ASKED:
        care_asked(m, msg->asked.request, msg->asked.done, fx);
        break;
    case MSG_GO:
        *c = (struct care){ .clock_back = SCREEN_SETTINGS };
        organiser_on_msg(m, msg, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_settings = { .on_msg = on_msg, .view = view };
