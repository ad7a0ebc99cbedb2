#include "core/model.h"

#include "core/divide.h"
#include <assert.h>
#include <string.h>

static struct visit visit_new(uint32_t number, int language)
{
    return (struct visit){
        .number = number,
        .language = language,
        .card = NOTHING,
        .element = NOTHING,
        .choice = NOTHING,
    };
}

struct model model_new(const struct content *content, const struct deck *deck, int language)
{
    return (struct model){
        .content = content,
        .deck = deck,
        .default_language = language,
        .screen = SCREEN_ATTRACT,
        .visit = visit_new(1, language),
        .machine = { .settings = settings_default(), .setup_until_ms = SETUP_WINDOW_MS },
        .organiser = { .resume = SCREEN_ORGANISER },
    };
}

void model_go(struct model *m, enum screen_id screen)
{
    m->screen = screen;
    m->entered_ms = m->now_ms;
    m->touched_ms = m->now_ms;
    m->idle_warning = false;
}

static bool waits_for_paper(const struct visit *v)
{
    for (int i = 0; i < DECK_CARD_MAX; i++)
        if (v->answered[i].print == PRINT_NO_PAPER)
            return true;
    return false;
}

void model_next_visitor(struct model *m, struct effects *fx)
{
    if (waits_for_paper(&m->visit))
        effects_push(fx, (struct effect){ .kind = FX_CANCEL_PRINT, .visit = m->visit.number });
    effects_push(fx, (struct effect){ .kind = FX_TIDY });
    if (screen_is_organisers(m->screen))
        m->organiser.resume = m->screen;
    if (m->screen == SCREEN_PIN && m->pin.then != SCREEN_ATTRACT)
        m->organiser.resume = m->pin.then;
    m->visit = visit_new(m->visit.number + 1, m->default_language);
    m->pin = (struct pin_entry){ 0 };
    model_go(m, m->plenary.locked ? SCREEN_BIGSCREEN : SCREEN_ATTRACT);
}

void model_open_card(struct model *m, int card)
{
    struct visit *v = &m->visit;
    assert(card >= 0 && card < m->deck->card_count);
    const struct answered *a = &v->answered[card];
    v->card = card;
    v->story_page = v->choice_page = v->group_page = 0;
    v->element = a->done ? (int)a->element : NOTHING;
    v->choice = a->done ? (int)a->choice : NOTHING;
    v->saving = SAVING_NO;
    model_go(m, a->done ? SCREEN_GROUP : SCREEN_ELEMENT);
}

void model_open_organiser(struct model *m)
{
    bool in_time = m->now_ms < m->machine.setup_until_ms;
    m->pin = (struct pin_entry){ .step = m->machine.has_pin ? PIN_STEP_ASK : PIN_STEP_LATE };
    model_go(m, m->machine.has_pin || !in_time ? SCREEN_PIN : SCREEN_SETUP);
}

bool model_can_print(const struct model *m)
{
    const struct machine *k = &m->machine;
    int limit = k->settings.print_limit;
    bool there = k->printer == PRINTER_READY || k->printer == PRINTER_NO_PAPER;
    return there && !k->settings.printer_off && (limit == 0 || k->printed.day < (uint32_t)limit);
}

void model_sync(struct model *m, struct effects *fx)
{
    if (m->machine.stick != STICK_PAIRED && m->machine.stick != STICK_DONE)
        return;
    m->machine.sync_due = false;
    model_export(m, m->machine.meeting.id, fx);
}

void model_export(struct model *m, const uint8_t id[MEETING_ID_BYTES], struct effects *fx)
{
    struct effect e = { .kind = FX_EXPORT };
    memcpy(e.id, id, sizeof e.id);
    memcpy(m->machine.writing.id, id, sizeof e.id);
    m->machine.writing.closed = false; /* until the files say so */
    m->machine.stick = STICK_BUSY;
    m->machine.stick_percent = 0;
    m->machine.synced_ms = m->now_ms;
    effects_push(fx, e);
}

bool model_stick_is_complete(const struct model *m)
{
    const struct machine *k = &m->machine;
    return k->stick == STICK_DONE && k->written.closed &&
           memcmp(k->written.id, k->meeting.id, sizeof k->written.id) == 0;
}

static bool visit_is_untouched(const struct model *m)
{
    const struct visit *v = &m->visit;
    return v->language == m->default_language && !v->large_text && !v->high_contrast;
}

static bool looks_for_the_stick(const struct model *m)
{
    return m->screen == SCREEN_PIN && m->pin.step == PIN_STEP_FORGOTTEN;
}

int64_t model_idle_ms(const struct model *m)
{
    static const int limit[SCREEN_COUNT] = {
#define X(name, log_name, idle_ms) idle_ms,
        SCREENS(X)
#undef X
    };
    return limit[looks_for_the_stick(m) ? SCREEN_ORGANISER : m->screen];
}

int64_t model_limit_ms(const struct model *m)
{
    if (m->screen == SCREEN_ATTRACT)
        return visit_is_untouched(m) ? INT64_MAX : m->touched_ms + SETTLE_MS;
    if (m->screen == SCREEN_GOODBYE)
        return m->entered_ms + GOODBYE_MS;
    if (screen_is_organisers(m->screen) && m->machine.stick == STICK_BUSY)
        return INT64_MAX; /* never during an export */
    if (m->screen == SCREEN_BIGSCREEN && m->plenary.locked)
        return INT64_MAX;
    return m->touched_ms + model_idle_ms(m) + (m->idle_warning ? IDLE_WARNING_MS : 0);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

bool model_watches_stick(const struct model *m)
{
    return m->machine.stick == STICK_BUSY && screen_is_organisers(m->screen);
}

int64_t model_deadline_ms(const struct model *m)
{
    int64_t next = model_limit_ms(m);
    int64_t wait = model_pin_wait_ms(m);
    if (m->screen == SCREEN_PIN && wait > 0)
        next =
            sooner(next, m->now_ms + (wait - 1) % 1000 + 1); /* seconds count down on the glass */
    bool stick_waits = m->machine.stick == STICK_PAIRED || m->machine.stick == STICK_DONE;
    if (m->machine.sync_due && stick_waits)
        next = sooner(next, m->machine.synced_ms + SYNC_PAUSE_MS);
    if (model_watches_stick(m))
        next = sooner(next, m->machine.progress_ms + PROGRESS_MS);
    return next;
}

struct effect model_ask(const struct model *m, enum effect_kind kind)
{
    const struct visit *v = &m->visit;
    return (struct effect){ .kind = kind,
        .answer = { v->card, (enum element)v->element, (enum choice)v->choice } };
}

void model_answered(struct model *m)
{
    struct visit *v = &m->visit;
    struct answered *a = &v->answered[v->card];
    a->done = true;
    a->element = (enum element)v->element;
    a->choice = (enum choice)v->choice;
    v->saving = SAVING_NO;
    v->group_page = 0;
    model_go(m, SCREEN_GROUP);
}

const struct language *model_language(const struct model *m)
{
    return &m->content->languages[m->visit.language];
}

const struct card *model_card(const struct model *m)
{
    return m->visit.card == NOTHING ? NULL : m->deck->cards[m->visit.card];
}

const struct card_text *model_text(const struct model *m, int card)
{
    return card_text_in(m->deck->cards[card], m->visit.language, m->default_language, NULL);
}

const char *model_said(const struct model *m, const char *const says[LANGUAGE_MAX])
{
    const char *text = says[m->visit.language];
    return text != NULL ? text : says[m->default_language];
}

const char *model_phrase(const struct model *m, enum phrase_id id)
{
    return phrase(model_language(m), id);
}

/* The language that the deck's words speak. */
static int words_language(const struct model *m, int language)
{
    return vocabulary_language(m->deck->vocabulary, language, m->default_language);
}

const char *model_word_in(const struct model *m, int language, enum element e)
{
    return m->deck->vocabulary->says[words_language(m, language)][e].word;
}

const char *model_word(const struct model *m, enum element e)
{
    return model_word_in(m, m->visit.language, e);
}

const char *model_question(const struct model *m, enum element e)
{
    return m->deck->vocabulary->says[words_language(m, m->visit.language)][e].question;
}

const char *model_group_min_word(const struct model *m)
{
    int n = m->machine.meeting.group_min;
    if (n < GROUP_MIN_LOWEST || n > GROUP_MIN_HIGHEST) /* no meeting is known yet */
        n = GROUP_MIN_LOWEST;
    return model_phrase(m, (enum phrase_id)(PHRASE_NUMBER_5 + n - GROUP_MIN_LOWEST));
}

const struct tally *model_tally(const struct model *m, int card)
{
    static const struct tally none;
    return m->machine.practice ? &none : &m->machine.published[card];
}

void model_order_divided(const struct model *m, int order[DECK_CARD_MAX])
{
    const struct tally *published[DECK_CARD_MAX] = { 0 };
    int choices[DECK_CARD_MAX] = { 0 };
    for (int i = 0; i < m->deck->card_count; i++) {
        published[i] = &m->machine.published[i];
        choices[i] = m->deck->cards[i]->choice_count;
    }
    divide_order(published, choices, m->deck->card_count, order);
}

bool model_meeting_is_past(const struct model *m)
{
    const struct health *h = &m->machine.health;
    const char *date = m->machine.meeting.date;
    return h->clock_trusted && date[0] != '\0' && strcmp(h->today, date) > 0;
}

uint32_t model_published_total(const struct model *m)
{
    uint32_t total = 0;
    for (int i = 0; i < m->deck->card_count; i++)
        total += m->machine.published[i].total;
    return total;
}

int64_t model_pin_wait_ms(const struct model *m)
{
    int64_t wait = m->machine.pin_locked_until_ms - m->now_ms;
    return wait > 0 ? wait : 0;
}

const char *screen_name(enum screen_id id)
{
    static const char *const names[SCREEN_COUNT] = {
#define X(name, log_name, idle_ms) #log_name,
        SCREENS(X)
#undef X
    };
    return names[id];
}
