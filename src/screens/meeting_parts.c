#include "screens/meeting_parts.h"

#include "core/date.h"
#include "core/plain_text.h"
#include "screens/ask.h"
#include "screens/rows.h"
#include "ui/button.h"
#include "ui/stepper.h"
#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 12, STEPPERS_MOST = 3 };

static const struct action to_list = { MSG_PART, PART_LIST };

const char *meeting_words(struct ui *ui, const struct model *m, const struct vocabulary *v)
{
    int l = vocabulary_language(v, m->visit.language, m->default_language);
    return arena_printf(ui->arena, "%s · %s · %s", v->says[l][ELEMENT_EXCELLENCE].word,
        v->says[l][ELEMENT_ETHICS].word, v->says[l][ELEMENT_ENGAGEMENT].word);
}

int meeting_people(const struct model *m)
{
    int people = m->organiser.draft.people;
    return people > 0 ? people : PEOPLE_USUAL;
}

int meeting_minutes(const struct model *m)
{
    int minutes = m->organiser.draft.minutes;
    return minutes > 0 ? minutes : MINUTES_USUAL;
}

/* --- pieces that the parts share --- */

static struct rect draw_head(struct ui *ui, struct rect r, const char *title, const char *text)
{
    return ask_head(ui, r, "meeting", title, text);
}

/* Steppers below each other, and the way back to the list. */
static void draw_steppers(
    struct ui *ui, const struct model *m, struct rect r, const struct stepper *list, int n)
{
    const struct theme *t = ui->theme;
    struct button ready = { .id = "meeting.ready",
        .label = model_phrase(m, PHRASE_MEETING_READY),
        .send = to_list,
        .kind = BUTTON_MAIN };
    int widest = t->mm * 160;
    struct rect foot = rect_cut_bottom(&r, t->target);
    foot.w = foot.w < widest ? foot.w : widest;
    r.w = foot.w;
    for (int i = 0; i < n; i++) {
        int need = ui_stepper_height(ui, &list[i], r.w);
        if (need > r.h)
            ui_misfit(ui, list[i].id);
        ui_stepper(ui, rect_cut_top(&r, need), &list[i]);
        rect_cut_top(&r, t->gap);
    }
    ui_button(ui, foot, &ready);
}

/* --- editors --- */

static void draw_date(struct ui *ui, const struct model *m, struct rect r)
{
    const struct language *l = model_language(m);
    struct draft d = organiser_draft(m);
    const char *title = date_long(ui->arena, l, d.meeting.date);
    const char *month = "–", *day = "–", *year = "–";
    if (title[0] != '\0') {
        day = arena_printf(ui->arena, "%ld", strtol(d.meeting.date + 8, NULL, 10));
        month =
            phrase(l, (enum phrase_id)(PHRASE_MONTH_1 + strtol(d.meeting.date + 5, NULL, 10) - 1));
        year = arena_strndup(ui->arena, d.meeting.date, 4);
    }
    const struct stepper list[STEPPERS_MOST] = {
        { .id = "meeting.day",
            .label = model_phrase(m, PHRASE_CLOCK_DAY),
            .value = day,
            .less = { MSG_MEETING_DAY, -1 },
            .more = { MSG_MEETING_DAY, 1 } },
        { .id = "meeting.month",
            .label = model_phrase(m, PHRASE_CLOCK_MONTH),
            .value = month,
            .less = { MSG_MEETING_MONTH, -1 },
            .more = { MSG_MEETING_MONTH, 1 } },
        { .id = "meeting.year",
            .label = model_phrase(m, PHRASE_CLOCK_YEAR),
            .value = year,
            .less = { MSG_MEETING_YEAR, -1 },
            .more = { MSG_MEETING_YEAR, 1 } },
    };
    r = draw_head(ui, r, model_phrase(m, PHRASE_MEETING_DATE), NULL);
    draw_steppers(ui, m, r, list, STEPPERS_MOST);
}

static void draw_group_min(struct ui *ui, const struct model *m, struct rect r)
{
    struct draft d = organiser_draft(m);
    bool fixed = m->machine.answers && !d.begins;
    int n = d.meeting.group_min;
    const struct stepper s = { .id = "meeting.group_min",
        .label = model_phrase(m, PHRASE_MEETING_GROUP_MIN),
        .value = phrase_count(ui->arena, model_language(m), PHRASE_GROUP_COUNT, n),
        .less = { MSG_MEETING_GROUP_MIN, -1 },
        .more = { MSG_MEETING_GROUP_MIN, 1 },
        .at_least = fixed || n <= GROUP_MIN_LOWEST,
        .at_most = fixed || n >= GROUP_MIN_HIGHEST };
    r = draw_head(ui, r, s.label,
        model_phrase(m, fixed ? PHRASE_MEETING_GROUP_MIN_FIXED : PHRASE_MEETING_GROUP_MIN_LINE));
    draw_steppers(ui, m, r, &s, 1);
}

static void draw_advice(struct ui *ui, const struct model *m, struct rect r)
{
    struct draft d = organiser_draft(m);
    int people = meeting_people(m), minutes = meeting_minutes(m);
    const struct stepper list[] = {
        { .id = "meeting.people",
            .label = model_phrase(m, PHRASE_MEETING_PEOPLE),
            .value = phrase_count(ui->arena, model_language(m), PHRASE_MEETING_PEOPLE_N, people),
            .less = { MSG_MEETING_PEOPLE, -PEOPLE_STEP },
            .more = { MSG_MEETING_PEOPLE, PEOPLE_STEP },
            .at_least = people <= PEOPLE_STEP,
            .at_most = people >= PEOPLE_MOST },
        { .id = "meeting.minutes",
            .label = model_phrase(m, PHRASE_MEETING_MINUTES),
            .value = phrase_count(ui->arena, model_language(m), PHRASE_MEETING_MINUTES_N, minutes),
            .less = { MSG_MEETING_MINUTES, -MINUTES_STEP },
            .more = { MSG_MEETING_MINUTES, MINUTES_STEP },
            .at_least = minutes <= MINUTES_STEP,
            .at_most = minutes >= MINUTES_MOST },
    };
    const char *words = arena_printf(ui->arena, "%s %s",
        phrase_count(
            ui->arena, model_language(m), PHRASE_MEETING_ADVICE_N, draft_advice(people, minutes)),
        phrase_count(ui->arena, model_language(m), PHRASE_MEETING_ADVICE_HAVE, d.cards.count));
    r = draw_head(ui, r, model_phrase(m, PHRASE_MEETING_ADVICE), words);
    draw_steppers(ui, m, r, list, 2);
}

static void draw_results(struct ui *ui, const struct model *m, struct rect r)
{
    struct draft d = organiser_draft(m);
    const struct row rows[] = {
        { .id = "meeting.now",
            .title = model_phrase(m, PHRASE_MEETING_NOW),
            .line = model_phrase(m, PHRASE_MEETING_NOW_LINE),
            .send = { MSG_MEETING_RESULTS, RESULTS_NOW },
            .stays = true,
            .chosen = d.meeting.results == RESULTS_NOW },
        { .id = "meeting.later",
            .title = model_phrase(m, PHRASE_MEETING_LATER),
            .line = model_phrase(m, PHRASE_MEETING_LATER_LINE),
            .send = { MSG_MEETING_RESULTS, RESULTS_LATER },
            .stays = true,
            .chosen = d.meeting.results == RESULTS_LATER },
    };
    r = draw_head(ui, r, model_phrase(m, PHRASE_MEETING_RESULTS), NULL);
    (void)rows_draw(ui, m, r, rows, 2, "meeting.more");
}

static void draw_words(struct ui *ui, const struct model *m, struct rect r)
{
    const struct content *c = m->content;
    struct draft d = organiser_draft(m);
    struct row rows[WORDS_MOST] = { { 0 } };
    int n = c->vocabulary_count < WORDS_MOST ? c->vocabulary_count : WORDS_MOST;
    for (int i = 0; i < n; i++)
        rows[i] =
            (struct row){ .id = arena_printf(ui->arena, "meeting.words.%s", c->vocabularies[i].key),
                .title = meeting_words(ui, m, &c->vocabularies[i]),
                .send = { MSG_MEETING_WORDS, i },
                .stays = true,
                .chosen = strcmp(d.meeting.vocabulary, c->vocabularies[i].key) == 0 };
    r = draw_head(ui, r, model_phrase(m, PHRASE_MEETING_WORDS), NULL);
    (void)rows_draw(ui, m, r, rows, n, "meeting.more");
}

/* --- questions --- */

static void draw_question(struct ui *ui, const struct model *m, struct rect r, const char *title,
    const char *text, const struct button *yes)
{
    const struct button list[] = { *yes, { .id = "meeting.no",
                                             .label = model_phrase(m, PHRASE_MEETING_NO),
                                             .send = to_list,
                                             .kind = BUTTON_OTHER } };
    ask_answers(ui, draw_head(ui, r, title, text), list);
}

static void draw_close(struct ui *ui, const struct model *m, struct rect r)
{
    draw_question(ui, m, r, model_phrase(m, PHRASE_MEETING_CLOSE_TITLE),
        model_phrase(m, PHRASE_MEETING_CLOSE_ASK),
        &(struct button){ .id = "meeting.close_yes",
            .label = model_phrase(m, PHRASE_MEETING_CLOSE_YES),
            .send = { MSG_MEETING_CLOSE, 0 },
            .kind = BUTTON_MAIN });
}

static void draw_begin(struct ui *ui, const struct model *m, struct rect r)
{
    draw_question(ui, m, r, model_phrase(m, PHRASE_MEETING_BEGIN_TITLE),
        phrase_fill(ui->arena, model_phrase(m, PHRASE_MEETING_BEGIN_ASK), "title",
            plain_text_breakable(ui->arena, m->machine.meeting.title), NULL),
        &(struct button){ .id = "meeting.begin_yes",
            .label = model_phrase(m, PHRASE_MEETING_BEGIN_YES),
            .send = { MSG_MEETING_KEEP, 0 },
            .kind = BUTTON_MAIN });
}

static void draw_drop(struct ui *ui, const struct model *m, struct rect r)
{
    draw_question(ui, m, r, model_phrase(m, PHRASE_MEETING_DROP_TITLE),
        model_phrase(m, PHRASE_MEETING_DROP_ASK),
        &(struct button){ .id = "meeting.drop_yes",
            .label = model_phrase(m, PHRASE_MEETING_DROP_YES),
            .send = { MSG_MEETING_DROP, 0 },
            .kind = BUTTON_MAIN });
}

void meeting_part_draw(struct ui *ui, const struct model *m, struct rect r)
{
    static void (*const draw[])(struct ui * ui, const struct model *m, struct rect r) = {
        [PART_DATE] = draw_date,
        [PART_WORDS] = draw_words,
        [PART_GROUP_MIN] = draw_group_min,
        [PART_RESULTS] = draw_results,
        [PART_ADVICE] = draw_advice,
        [PART_CLOSE] = draw_close,
        [PART_BEGIN] = draw_begin,
        [PART_DROP] = draw_drop,
    };
    draw[m->organiser.part](ui, m, r);
}
