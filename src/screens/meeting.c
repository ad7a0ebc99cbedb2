/* Screen: the meeting: what it is called, what is asked in it, and whether it runs. */
#include "core/date.h"
#include "core/meeting_code.h"
#include "core/plain_text.h"
#include "screens/meeting_parts.h"
#include "screens/rows.h"
#include "screens/screen.h"
#include "ui/button.h"
#include "ui/page.h"
#include <string.h>

enum { ROWS = 13, BUTTONS_MOST = 3 };

/* --- the list --- */

static bool is_closed(const struct model *m)
{
    return m->machine.meeting.state == MEETING_CLOSED;
}

static struct row state_row(struct ui *ui, const struct model *m)
{
    const struct theme *t = ui->theme;
    static const struct {
        enum phrase_id title, line;
    } says[] = {
        [MEETING_RUNNING] = { PHRASE_MEETING_RUNNING, PHRASE_MEETING_RUNNING_LINE },
        [MEETING_PAUSED] = { PHRASE_MEETING_PAUSED, PHRASE_MEETING_PAUSED_LINE },
        [MEETING_CLOSED] = { PHRASE_MEETING_CLOSED, PHRASE_MEETING_CLOSED_LINE },
    };
    const struct draft *d = &m->organiser.draft;
    enum meeting_state state = m->machine.meeting.state;
    bool failed = m->organiser.storing == SAVING_FAILED, old = model_meeting_is_past(m) && !d->open;
    enum phrase_id title = failed                 ? PHRASE_MEETING_FAILED
                           : d->open && d->begins ? PHRASE_MEETING_DRAFT
                           : d->open              ? PHRASE_MEETING_CHANGED
                           : old && !is_closed(m) ? PHRASE_MEETING_OLD
                                                  : says[state].title;
    enum phrase_id line = failed                 ? PHRASE_MEETING_FAILED_LINE
                          : d->open && d->begins ? PHRASE_MEETING_DRAFT_LINE
                          : d->open              ? PHRASE_MEETING_CHANGED_LINE
                          : old && !is_closed(m) ? PHRASE_MEETING_OLD_LINE
                                                 : says[state].line;
    bool well = title == PHRASE_MEETING_RUNNING;
    return (struct row){ .id = "meeting.state",
        .title = model_phrase(m, title),
        .line = phrase_fill(ui->arena, model_phrase(m, line), "date",
            date_long(ui->arena, model_language(m), m->machine.meeting.date), NULL),
        .has_dot = true,
        .dot = well                       ? t->good
               : is_closed(m) && !d->open ? t->edge
                                          : t->alert };
}

static const char *or_empty(const struct model *m, const char *text)
{
    return text[0] != '\0' ? text : model_phrase(m, PHRASE_MEETING_EMPTY);
}

static const char *deck_name(const struct model *m, const char *key)
{
    const struct deck *deck = content_deck(m->content, key);
    if (deck == NULL)
        deck = m->deck;
    const char *name = model_said(m, deck->name);
    return name != NULL ? name : deck->key;
}

static const char *words_of(struct ui *ui, const struct model *m, const struct draft *d)
{
    const struct vocabulary *v = content_vocabulary(m->content, d->meeting.vocabulary);
    return meeting_words(ui, m, v != NULL ? v : m->deck->vocabulary);
}

/* The code as it holds, and whether somebody chose it. */
static const char *code_of(struct ui *ui, const struct model *m, const struct meeting *g)
{
    const char *code = plain_text_breakable(ui->arena, meeting_code(ui->arena, g));
    if (g->code[0] != '\0')
        return code;
    if (g->title[0] == '\0') /* there is nothing yet to make it of */
        return model_phrase(m, PHRASE_MEETING_EMPTY);
    return phrase_fill(ui->arena, model_phrase(m, PHRASE_MEETING_CODE_AUTO), "code", code, NULL);
}

/* One matter: what it is, how it stands, and where it is changed. */
static struct row matter(const struct model *m, const char *id, enum phrase_id title,
    const char *value, struct action edit)
{
    bool fixed = (is_closed(m) && !m->organiser.draft.open) || m->organiser.storing == SAVING_BUSY;
    return (struct row){ .id = id,
        .title = model_phrase(m, title),
        .line = value,
        .send = fixed ? (struct action){ MSG_NONE, 0 } : edit };
}

static int make_rows(struct ui *ui, const struct model *m, struct row list[ROWS])
{
    struct draft d = organiser_draft(m);
    const struct meeting *g = &d.meeting;
    const char *title = g->title[0] != '\0' ? plain_text_breakable(ui->arena, g->title)
                                            : model_phrase(m, PHRASE_MEETING_NO_TITLE);
    const char *date = date_long(ui->arena, model_language(m), g->date);
    enum phrase_id results = g->results == RESULTS_NOW ? PHRASE_MEETING_NOW : PHRASE_MEETING_LATER;
    int n = 0;

    list[n++] = state_row(ui, m);
    list[n++] = matter(m, "meeting.title", PHRASE_MEETING_TITLE, title,
        (struct action){ MSG_MEETING_TEXT, FIELD_TITLE });
    list[n++] = matter(m, "meeting.place", PHRASE_MEETING_PLACE,
        or_empty(m, plain_text_breakable(ui->arena, g->place)),
        (struct action){ MSG_MEETING_TEXT, FIELD_PLACE });
    list[n++] = matter(m, "meeting.date", PHRASE_MEETING_DATE, or_empty(m, date),
        (struct action){ MSG_PART, PART_DATE });
    list[n++] = matter(m, "meeting.deck", PHRASE_MEETING_DECK, deck_name(m, g->deck),
        (struct action){ MSG_GO, SCREEN_PICK_DECK });
    list[n++] = matter(m, "meeting.cards", PHRASE_MEETING_CARDS,
        phrase_count(ui->arena, model_language(m), PHRASE_MEETING_CARDS_N, d.cards.count),
        (struct action){ MSG_GO, SCREEN_CARDS });
    list[n++] = matter(m, "meeting.advice", PHRASE_MEETING_ADVICE,
        phrase_count(ui->arena, model_language(m), PHRASE_MEETING_CARDS_N,
            draft_advice(meeting_people(m), meeting_minutes(m))),
        (struct action){ MSG_PART, PART_ADVICE });
    list[n++] = matter(m, "meeting.words", PHRASE_MEETING_WORDS, words_of(ui, m, &d),
        (struct action){ MSG_PART, PART_WORDS });
    list[n++] = matter(m, "meeting.group_min", PHRASE_MEETING_GROUP_MIN,
        phrase_count(ui->arena, model_language(m), PHRASE_GROUP_COUNT, g->group_min),
        (struct action){ MSG_PART, PART_GROUP_MIN });
    list[n++] = matter(m, "meeting.results", PHRASE_MEETING_RESULTS, model_phrase(m, results),
        (struct action){ MSG_PART, PART_RESULTS });
    list[n++] = matter(m, "meeting.code", PHRASE_MEETING_CODE, code_of(ui, m, g),
        (struct action){ MSG_MEETING_TEXT, FIELD_CODE });
    list[n++] = (struct row){ .id = "meeting.earlier",
        .title = model_phrase(m, PHRASE_MEETING_EARLIER),
        .send = { MSG_GO, SCREEN_MEETINGS } };
    return n;
}

/* --- what can be done --- */

static struct button way(const struct model *m, const char *id, enum phrase_id label,
    struct action send, enum button_kind kind)
{
    return (struct button){ .id = id,
        .label = model_phrase(m, label),
        .send = send,
        .kind = kind,
        .disabled = m->organiser.storing == SAVING_BUSY };
}

/* The next step of a draft. */
static struct button keep_button(const struct model *m)
{
    const struct draft *d = &m->organiser.draft;
    if (m->organiser.storing == SAVING_BUSY)
        return way(
            m, "meeting.keep", PHRASE_MEETING_KEEPING, (struct action){ MSG_NONE, 0 }, BUTTON_MAIN);
    if (d->meeting.title[0] == '\0')
        return way(m, "meeting.name_it", PHRASE_MEETING_NAME_IT,
            (struct action){ MSG_MEETING_TEXT, FIELD_TITLE }, BUTTON_MAIN);
    struct action keep = { MSG_MEETING_KEEP, 0 }, ask = { MSG_PART, PART_BEGIN };
    return way(m, "meeting.keep", d->begins ? PHRASE_MEETING_BEGIN : PHRASE_MEETING_KEEP,
        d->begins && !is_closed(m) ? ask : keep, BUTTON_MAIN);
}

static int make_buttons(const struct model *m, struct button list[BUTTONS_MOST])
{
    enum meeting_state state = m->machine.meeting.state;
    int n = 0;
    if (m->organiser.draft.open) {
        list[n++] = keep_button(m);
        list[n++] = way(m, "meeting.drop", PHRASE_MEETING_DROP,
            (struct action){ MSG_PART, PART_DROP }, BUTTON_OTHER);
        return n;
    }
    if (state == MEETING_PAUSED)
        list[n++] = way(m, "meeting.resume", PHRASE_MEETING_RESUME,
            (struct action){ MSG_MEETING_STATE, MEETING_RUNNING }, BUTTON_MAIN);
    else if (state == MEETING_RUNNING)
        list[n++] = way(m, "meeting.pause", PHRASE_MEETING_PAUSE,
            (struct action){ MSG_MEETING_STATE, MEETING_PAUSED }, BUTTON_OTHER);
    if (state != MEETING_CLOSED)
        list[n++] = way(m, "meeting.close", PHRASE_MEETING_CLOSE,
            (struct action){ MSG_PART, PART_CLOSE }, BUTTON_OTHER);
    bool next = state == MEETING_CLOSED || model_meeting_is_past(m);
    list[n++] = way(m, "meeting.new", PHRASE_MEETING_NEW, (struct action){ MSG_MEETING_NEW, 0 },
        next ? BUTTON_MAIN : BUTTON_OTHER);
    return n;
}

static void draw_list(struct ui *ui, const struct model *m, struct rect r)
{
    const struct theme *t = ui->theme;
    struct button buttons[BUTTONS_MOST];
    struct row rows[ROWS];
    int n = make_buttons(m, buttons), room = r.h;
    struct rect side;

    if (ui_is_tall(ui)) {
        side = rect_cut_bottom(&r, ui_buttons_height(ui, buttons, n, r.w, room));
        rect_cut_bottom(&r, t->gap * 2);
    } else {
        side = rect_cut_right(&r, r.w * 38 / 100);
        rect_cut_right(&r, t->gap * 2);
        side = rect_cut_bottom(&side, ui_buttons_height(ui, buttons, n, side.w, room));
    }
    (void)rows_draw(ui, m, r, rows, make_rows(ui, m, rows), "meeting.more");
    ui_buttons(ui, side, buttons, n, room);
}

static void view(const struct model *m, struct ui *ui)
{
    bool list = m->organiser.part == PART_LIST;
    struct rect r = ui_page(ui, m,
        &(struct bar){ .back = model_phrase(m, PHRASE_NAV_BACK),
            .go_back = list ? (struct action){ MSG_GO, SCREEN_ORGANISER }
                            : (struct action){ MSG_PART, PART_LIST },
            .steps = NO_STEPS });
    if (list)
        draw_list(ui, m, r);
    else
        meeting_part_draw(ui, m, r);
}

/* --- messages --- */

static int within(int least, int value, int most)
{
    return value < least ? least : value > most ? most : value;
}

static void change_state(struct model *m, enum meeting_state state, struct effects *fx)
{
    struct draft d = organiser_draft(m);
    d.meeting.state = state;
    m->organiser.storing = SAVING_BUSY;
    effects_push(fx, (struct effect){ .kind = FX_CHANGE_MEETING, .draft = d });
}

static void close_meeting(struct model *m, struct effects *fx)
{
    m->organiser.part = PART_LIST;
    m->organiser.storing = SAVING_BUSY;
    effects_push(fx, (struct effect){ .kind = FX_CLOSE_MEETING });
}

static void pick_words(struct model *m, const char *key)
{
    if (strcmp(organiser_draft(m).meeting.vocabulary, key) != 0)
        draft_pick_words(organiser_edit(m), key);
    m->organiser.part = PART_LIST;
}

static void pick_results(struct model *m, enum meeting_results results)
{
    if (organiser_draft(m).meeting.results != results)
        organiser_edit(m)->meeting.results = results;
    m->organiser.part = PART_LIST;
}

static void on_msg(struct model *m, const struct msg *msg, struct effects *fx)
{
    struct draft *kept = &m->organiser.draft;
    switch (msg->kind) {
    case MSG_PART:
        m->organiser.part = msg->number;
        break;
    case MSG_MEETING_TEXT:
        text_field_open(m, (enum field)msg->number, SCREEN_MEETING);
        break;
    case MSG_MEETING_DAY:
    case MSG_MEETING_MONTH:
    case MSG_MEETING_YEAR:
        date_move(organiser_edit(m)->meeting.date,
            msg->kind == MSG_MEETING_DAY     ? DATE_DAY
            : msg->kind == MSG_MEETING_MONTH ? DATE_MONTH
                                             : DATE_YEAR,
            msg->number);
        break;
    case MSG_MEETING_GROUP_MIN:
        organiser_edit(m)->meeting.group_min = within(GROUP_MIN_LOWEST,
            organiser_draft(m).meeting.group_min + msg->number, GROUP_MIN_HIGHEST);
        break;
    case MSG_MEETING_PEOPLE:
        kept->people = within(PEOPLE_STEP, meeting_people(m) + msg->number, PEOPLE_MOST);
        break;
    case MSG_MEETING_MINUTES:
        kept->minutes = within(MINUTES_STEP, meeting_minutes(m) + msg->number, MINUTES_MOST);
        break;
    case MSG_MEETING_WORDS:
        pick_words(m, m->content->vocabularies[msg->number].key);
        break;
    case MSG_MEETING_RESULTS:
        pick_results(m, (enum meeting_results)msg->number);
        break;
    case MSG_MEETING_NEW:
        organiser_plan(m);
        m->organiser.page = 0;
        break;
    case MSG_MEETING_KEEP:
        m->organiser.part = PART_LIST;
        m->organiser.page = 0;
        organiser_store(m, fx);
        break;
    case MSG_MEETING_DROP:
        m->organiser.part = PART_LIST;
        organiser_drop(m);
        break;
    case MSG_MEETING_STATE:
        change_state(m, (enum meeting_state)msg->number, fx);
        break;
    case MSG_MEETING_CLOSE:
        close_meeting(m, fx);
        break;
    default:
        organiser_on_msg(m, msg, fx);
        break;
    }
}

const struct screen screen_meeting = { .on_msg = on_msg, .view = view };
