/* What the screen meeting shows beside its list: the editors of one matter, and its questions. */
#ifndef SCREENS_MEETING_PARTS_H
#define SCREENS_MEETING_PARTS_H

#include "core/model.h"
#include "ui/ui.h"

enum meeting_part {
    PART_LIST,
    PART_DATE,
    PART_WORDS,
    PART_GROUP_MIN,
    PART_RESULTS,
    PART_ADVICE,
    PART_CLOSE, /* three questions: the answer is final */
    PART_BEGIN,
    PART_DROP,
};

/* Draws m->organiser.part, any but PART_LIST, in r. */
void meeting_part_draw(struct ui *ui, const struct model *m, struct rect r);

/* What the E's are called in a vocabulary, in the visitor's language where it has it. */
const char *meeting_words(struct ui *ui, const struct model *m, const struct vocabulary *v);

/* Until the organiser says how many people there are, and how long the break is. */
enum { PEOPLE_STEP = 10, PEOPLE_USUAL = 60, PEOPLE_MOST = 500 };
enum { MINUTES_STEP = 5, MINUTES_USUAL = 20, MINUTES_MOST = 120 };
int meeting_people(const struct model *m);
int meeting_minutes(const struct model *m);

#endif
